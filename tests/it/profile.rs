//! A paper that cannot be read rightly without being told something, and what
//! becomes of mistakes in what is told.

use std::path::Path;
use std::process::Command;

use lcpaper::Options;
use lcpaper::profile::Profile;

/// Its headings are whole sentences, its items stand under them; inside an item
/// a law is quoted with numbers of its own, a list without label or date is
/// annexed, and no character tells traditional from simplified Chinese.
const PAPER: &str = "防火安全指引

1. 各人平日須做好以下各事。

(a) 不可堵住走火出口。
(b) 不可用火燒紙。依《防火令》：
(1) 火, 包括火花。
(2) 出口, 包括天台出口。
(c) 每月巡查一次。

2. 火起之日各人須做好以下各事。

(a) 立即打九九九。
(b) 不可用升降機。

各座出口一覽

一、甲座：正門。
二、乙座：正門及旁門。
";

const PROFILE: &str = r#"
schema = "lcpaper/profile/1"
languages = ["zh-Hans"]
sections = ["decimal"]
items = ["lower-letter-parens"]
text = ["decimal-parens"]

[[annex]]
begins = "各座出口一覽"
"#;

fn rows(profile: Option<&str>) -> Vec<String> {
    let profile = profile.map(|text| Profile::from_toml(Path::new("p.toml"), text).unwrap());
    let options = profile.map_or_else(Options::new, |profile| Options::new().profile(profile));
    let parsed = options.name("paper.txt").parse_bytes(PAPER).unwrap();
    parsed
        .rows()
        .iter()
        .map(|r| format!("{} {} {} {}", r.language, r.path, r.section_title.unwrap_or("-"), r.text))
        .collect()
}

#[test]
fn what_is_told_decides_where_the_text_does_not() {
    let told =
        PROFILE.replace("sections = [\"decimal\"]", "").replace("[[annex]]\nbegins = \"各座出口一覽\"", "");
    assert!(rows(Some(&told)).iter().all(|r| r.starts_with("zh-Hans")));
    // Without the profile the sentences are items, and the list goes with the body.
    assert!(rows(None).iter().all(|r| r.starts_with("zh-Hant body/")));
    assert_eq!(
        rows(Some(PROFILE)),
        [
            "zh-Hans body/1/1 各人平日須做好以下各事。 不可堵住走火出口。",
            "zh-Hans body/1/2 各人平日須做好以下各事。 不可用火燒紙。依《防火令》：(1) 火, 包括火花。",
            "zh-Hans body/1/3 各人平日須做好以下各事。 每月巡查一次。",
            "zh-Hans body/2/1 火起之日各人須做好以下各事。 立即打九九九。",
            "zh-Hans body/2/2 火起之日各人須做好以下各事。 不可用升降機。",
            "zh-Hans annex1/1 - 甲座：正門。",
            "zh-Hans annex1/2 - 乙座：正門及旁門。",
        ]
    );
}

fn lcpaper(profile: &str) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("paper.txt"), PAPER).unwrap();
    std::fs::write(folder.path().join("p.toml"), profile).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_lcpaper"))
        .current_dir(folder.path())
        .args(["outline", "--profile", "p.toml", "paper.txt"])
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn every_command_takes_a_profile_and_names_its_mistakes() {
    let (status, out, err) = lcpaper(PROFILE);
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("annex1 各座出口一覽"), "{out}");
    let (status, _, err) = lcpaper(&PROFILE.replace("\"decimal\"]", "\"decimals\"]"));
    assert_eq!(status, Some(2));
    assert!(err.contains("p.toml:4:12: unknown variant `decimals`"), "{err}");
    let (status, _, err) = lcpaper(&PROFILE.replace("一覽", "地圖"));
    assert_eq!(status, Some(2));
    assert!(err.contains("paper.txt: no line begins with “各座出口地圖”"), "{err}");
}
