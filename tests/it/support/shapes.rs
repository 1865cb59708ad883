//! Texts that no government publishes: each drives one part of the reader as
//! hard as it can be driven. They are made for a size in bytes, so that the
//! cost of a size can be held against the cost of twice the size.
//!
//! The file stands alone, so that a benchmark can take it in with `#[path]`.
#![allow(dead_code, reason = "tests and benchmarks use different parts of this")]

/// A name, and the text of the `n`th line or piece.
type Shape = (&'static str, fn(usize) -> String);

const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn roman(n: usize) -> &'static str {
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][n % 10]
}

/// Every shape, by name.
pub const SHAPES: &[Shape] = &[
    // One marker family at a time, in order and out of it.
    ("series", |n| format!("{}. 推動合作。\n", n + 1)),
    ("ones", |_| "1. 文。\n".to_owned()),
    ("falling", |n| format!("{}. 推動。\n", 1_000_000usize.saturating_sub(n))),
    ("scattered", |n| format!("{}. 推動。\n", n.wrapping_mul(7919) % 997)),
    ("every-second", |n| format!("{}. 推動。\n", 2 * n + 1)),
    ("twice", |n| format!("{}. 推動{n}。\n", n / 2 + 1)),
    ("swapped", |n| format!("{}. 推動。\n", (n ^ 1) + 1)),
    ("misread", |n| format!("l{}. 推動。\n", n % 10)),
    ("han-commas", |n| format!("{}、標題\n", HAN[n % 10])),
    ("han-parens", |n| format!("（{}）項目。\n", HAN[n % 10])),
    ("articles", |n| format!("第{}條　內容。\n", HAN[n % 10])),
    ("paths", |n| format!("{}.{} 內容。\n", n / 9 % 90 + 1, n % 9 + 1)),
    ("circled", |n| format!("{} 內容。\n", ["①", "②", "③", "㈠", "㈡"][n % 5])),
    // Families against each other.
    ("ambiguous", |n| format!("({}) x\n({}) y\nI. z\nV. w\n", roman(n), roman(n + 3))),
    ("levels", |n| {
        let (a, b, c) = (HAN[n / 9 % 10], HAN[n / 3 % 3], n % 3 + 1);
        format!("{a}、標題\n（{b}）小標題\n{c}. 文。\n(a) 子項。\n(i) 細目。\n")
    }),
    ("sections", |n| format!("第{}章　標題\n{}. 文。\n", n + 1, n + 1)),
    ("empty-sections", |n| format!("{}、標題\n\n", HAN[n % 10])),
    ("annexes", |n| format!("附件{}\n\n1. 文。\n2. 文。\n", n + 1)),
    ("counts", |n| format!("附件{}載列共{}項。\n", n + 1, n % 90 + 5)),
    ("references", |n| format!("{}. 詳見附件三第 {} 段及上文第 {} 項。\n\n", n + 1, n * 3, n / 2)),
    // Layout.
    ("blank", |_| "\n".to_owned()),
    ("spaces", |_| " \u{3000}\t\u{a0}".to_owned()),
    ("one-line", |_| "推動合作項目77項，".to_owned()),
    ("latin-line", |_| "co-operation items ".to_owned()),
    ("brackets", |_| "(（「『《".to_owned()),
    ("open-items", |n| format!("「（{}. 文\n", n + 1)),
    ("page-numbers", |n| format!("- {n} -\n")),
    ("plain-numbers", |n| format!("{}\n\n\n\n\n\n\n", n % 60)),
    ("lone-numbers", |n| format!("{}\n\n", n % 90 + 1)),
    ("headers", |_| "立法會文件\n\n".to_owned()),
    ("pairs-of-lines", |n| format!("第 {} 行文字內容\n\n", n / 2)),
    ("headings", |n| format!("標題{n}\n\n")),
    ("contents", |n| format!("{n}. 標題…… {n}\n")),
    ("pages-again", |n| format!("{}. 推動甲乙丙丁{}合作的項目工作計劃發展。\n", n % 50 + 1, n % 50)),
    ("form-feeds", |_| "\u{c}".to_owned()),
    ("joiners", |_| "1\u{200d}2\u{200b}.\u{2060} 文\n".to_owned()),
    ("bullets", |_| "● 項目\n● ".to_owned()),
    ("hyphens", |n| format!("co-\noperation{n} and inter-\n")),
    ("both-languages", |n| format!("{}. 推動合作。\n\n{}. To promote co-operation.\n\n", n + 1, n + 1)),
    ("signatures", |_| "甲方\u{3000}\u{3000}\u{3000}乙方\n2017年2月23日\n".to_owned()),
];

/// The text of a shape, of at least `bytes` bytes unless they are 0.
pub fn text(shape: fn(usize) -> String, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 64);
    let mut n = 0;
    while out.len() < bytes {
        out.push_str(&shape(n));
        n += 1;
    }
    out
}
