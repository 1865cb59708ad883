//! The characters that any stretch of Chinese prose is full of, as evidence of
//! an encoding: text read in the wrong encoding hardly ever shows them.

/// Function words, numerals and the words papers are made of, in both scripts.
/// Running text draws about half of its characters from these; Big5 read as
/// GB18030, or the reverse, fewer than one in twenty.
const EVERYDAY: &str = "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地於于出就分對对成會会可主\
發发年動动同工也能下過过子說说產产種种面而方後后多定行學学法所民得經经十三之進进著着等部度家電电力裡里如水化高自二理\
起小物現现實实加量都兩两體体制機机當当使點点從从業业本去把性好應应開开它合還还因由其些然前外天政四日那社義义事平形相\
全表間间樣样與与關关各重新線线內内數数正心反你明看原又麼么利比或但質质氣气第向道命此變变條条只沒没結结解問问意建月公\
無无系軍军很情者最立代想已通並并提直題题黨党程展五果料象員员革位入常文總总次品式活設设及管特件長长求老頭头基資资邊边\
流路級级少圖图山統统接知較较將将組组見见計计別别她手角期根論论運运農农指幾几九區区強强放決决西被幹干做必戰战先回則则\
任取據据處处理府給给色光門门即保治北造百規规熱热領领七海口東东導导器壓压志世金增爭争濟济階阶油思術术極极交受聯联認认\
六共權权收證证改清己美再採采轉转更單单風风切打白教速花帶带安場场身車车例真務务具萬万每目至達达走積积示議议聲声報报\
完類类八離离華华名確确才科張张信馬马節节話话米整空元況况今集溫温傳传土許许步群廣广石記记需段研界拉林律叫且究觀观越\
織织裝装影算低持音眾众書书布復复容兒儿須须際际商非驗验連连斷断深難难近千週周委素技備备半辦办青省列習习響响約约支般\
史感勞劳便團团往酸歷历市克何除消構构府稱称太準准精值號号率族維维劃划選选標标寫写存候親亲毛快效斯院查江型眼王按格養养\
易置派層层片始卻却專专狀状育廠厂京識识適适屬属圓圆包火住調调滿满縣县局照參参紅红細细引聽听該该鐵铁價价嚴严\
署項项策續续繼继落推措施項擬拟予諮咨詢询訂订附款港香粵粤澳深珠委會廳厅司批撥拨促鼓勵励協协";

/// Full-width punctuation that Chinese prose is set with.
const PUNCTUATION: &str = "　、。，；：？！「」『』（）《》〈〉〔〕【】“”‘’—…·";

/// Whether a character speaks for the encoding it was decoded from.
pub(super) fn is_everyday(c: char) -> bool {
    use std::collections::HashSet;
    use std::sync::LazyLock;
    static SET: LazyLock<HashSet<char>> =
        LazyLock::new(|| EVERYDAY.chars().chain(PUNCTUATION.chars()).collect());
    SET.contains(&c)
}
