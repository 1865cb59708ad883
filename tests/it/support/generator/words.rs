//! The words that made papers are made of.

use super::Random;

/// One language's words.
pub struct Words {
    pub nature: &'static str,
    pub annex: &'static str,
    pub see_annex: &'static str,
    pub as_follows: &'static str,
    pub issuer: &'static str,
    pub issued: &'static str,
    pub headings: &'static [&'static str],
    /// What stands between two sentences.
    pub joint: &'static str,
    subjects: &'static [&'static str],
    verbs: &'static [&'static str],
    objects: &'static [&'static str],
    ends: &'static [&'static str],
    topics: &'static [&'static str],
    topic_ends: &'static [&'static str],
    titles: &'static [&'static str],
}

/// Chinese.
pub static HAN: Words = Words {
    nature: "資料文件",
    annex: "附件",
    see_annex: "詳情載於附件。",
    as_follows: "具體安排如下：",
    issuer: "發展局",
    issued: "2018 年 4 月",
    headings: &["目的", "背景", "最新進展", "未來路向"],
    joint: "",
    subjects: &["雙方", "有關部門", "區議會", "承辦商", "工作小組", "地區團體", "兩地機構", "顧問公司"],
    verbs: &["推進", "檢討", "落實", "擴大", "協調", "研究", "完善", "籌備", "監察", "簡化"],
    objects: &[
        "海濱步道的接駁安排",
        "圖書館「夜讀」計劃",
        "鄉村污水收集系統",
        "水質監測數據的共享機制",
        "《共同辦理文化節協議》各項目",
        "老人中心（包括日間護理）的服務時間",
        "職業訓練課程及資歷互認",
        "公共屋邨升降機的維修工程",
        "PM2.5 監測站的校準程序",
        "渡輪碼頭 A、B 兩座泊位的改建",
    ],
    ends: &[
        "。",
        "，並於 2019 年年底前提交報告。",
        "，涉及開支約 3.5 億元。",
        "，首階段涵蓋 12 個地點。",
        "，以期在三年內惠及 4,500 名居民。",
        "，同時加強與居民的溝通（見上一年度報告）。",
        "；如有需要，會增撥資源。",
    ],
    topics: &["交通", "文化", "環境", "青年", "房屋", "醫療", "教育", "水務", "康樂", "農業", "漁業", "消防"],
    topic_ends: &["設施", "合作", "服務", "管理", "發展", "交流"],
    titles: &["海濱地區工作計劃", "新市鎮共同建設安排", "鄉郊復興行動綱領"],
};

/// English.
pub static ENGLISH: Words = Words {
    nature: "For information",
    annex: "Annex",
    see_annex: "Details are set out at Annex.",
    as_follows: "The arrangements are as follows:",
    issuer: "Development Bureau",
    issued: "April 2018",
    headings: &["Purpose", "Background", "Latest Progress", "Way Forward"],
    joint: " ",
    subjects: &["The working group", "Both sides", "The department", "The contractor", "District bodies"],
    verbs: &[
        "will review",
        "will extend",
        "will prepare",
        "will co-ordinate",
        "will simplify",
        "will oversee",
    ],
    objects: &[
        "the waterfront walkway",
        "the “Late Reading” scheme of public libraries",
        "the sharing of water quality data",
        "day care (including meals) at centres for the elderly",
        "the mutual recognition of vocational courses",
        "the maintenance of lifts in 12 public housing estates",
        "the berths of ferry piers A and B",
    ],
    ends: &[
        ".",
        ", and will report by the end of 2019.",
        " at a cost of about $3.5 million.",
        ", with 4,500 residents benefiting in three years.",
        "; more resources will follow where needed.",
        " in step with the plan of the year before (as amended).",
    ],
    topics: &[
        "Transport",
        "Culture",
        "Environment",
        "Youth",
        "Housing",
        "Health",
        "Education",
        "Water",
        "Farming",
    ],
    topic_ends: &["Facilities", "Co-operation", "Services", "Management", "Exchanges", "Development"],
    titles: &[
        "Work Plan for the Harbour District",
        "Joint Building of the New Town",
        "Plan for Reviving the Countryside",
    ],
};

impl Words {
    /// A paper's title.
    pub fn title(&self, random: &mut Random) -> String {
        (*random.pick(self.titles)).to_owned()
    }

    /// A heading that is not among `taken`, as far as the words go.
    pub fn heading(&self, random: &mut Random, taken: &[String]) -> String {
        let mut out = String::new();
        for _ in 0..50 {
            out = format!("{}{}{}", random.pick(self.topics), self.joint, random.pick(self.topic_ends));
            if !taken.contains(&out) {
                break;
            }
        }
        out
    }

    /// From `least` to `most` sentences.
    pub fn sentences(&self, random: &mut Random, least: usize, most: usize) -> String {
        let all: Vec<String> = (0..random.between(least, most)).map(|_| self.sentence(random)).collect();
        all.join(self.joint)
    }

    fn sentence(&self, random: &mut Random) -> String {
        let subject = random.pick(self.subjects);
        let verb = random.pick(self.verbs);
        let (object, end) = (random.pick(self.objects), random.pick(self.ends));
        format!("{subject}{}{verb}{}{object}{end}", self.joint, self.joint)
    }
}

/// 1 to 99 in Han numerals.
pub fn han(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n as usize / 10 % 10, n as usize % 10);
    let ten = if n < 10 { "" } else { "十" };
    let tens = if tens < 2 { "" } else { DIGITS[tens] };
    format!("{tens}{ten}{}", DIGITS[ones])
}
