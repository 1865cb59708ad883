use super::*;

fn faults(text: &str) -> (String, String, String, String) {
    let found = pair(std::iter::once((Span::new(0, text.len()), text)));
    let list = |brackets: &[Bracket]| brackets.iter().map(|b| b.c).collect::<String>();
    let pairs = |pairs: &[(Bracket, Bracket)]| pairs.iter().flat_map(|(a, b)| [a.c, b.c]).collect();
    (list(&found.unclosed), list(&found.unopened), pairs(&found.other_width), pairs(&found.other_kind))
}

fn clean(text: &str) {
    assert_eq!(faults(text), Default::default(), "{text}");
}

#[test]
fn every_bracket_has_a_pair() {
    for c in '\0'..=char::MAX {
        assert_eq!(of(c).is_some(), unicode::is_bracket(c), "{c}");
    }
}

#[test]
fn nested_brackets_of_every_kind_pair() {
    clean("〈實施《粵港合作框架協議》2017 年重點工作〉(詳見附件)〔2015〕【一】『二』“three” [4]");
    clean("the Government’s “one-stop” service (see ‘Annex A’)");
}

#[test]
fn counters_emoticons_and_apostrophes_are_no_brackets() {
    clean("a) 甲；b) 乙；12) 丙");
    clean("（例如 a) 甲；b) 乙）");
    clean("見附件（a）及 1) 丁");
    clean("‘the plan （the Government’s） of 2017’");
    clean("well done :) and so on :-( in the ‘90s, don’t");
}

#[test]
fn what_is_taken_to_be_in_order_at_a_glance_has_no_fault() {
    let alphabet = ['(', ')', '（', '）', '「', '」', '‘', '’', '-', '1'];
    let mut glances = 0;
    for word in 0..100_000_usize {
        let text: String = [1, 10, 100, 1000, 10_000].map(|of| alphabet[word / of % 10]).iter().collect();
        let places = text.char_indices().filter(|&(_, c)| unicode::is_bracket(c)).map(|(at, _)| at as u32);
        if in_order(&text, places) {
            glances += 1;
            clean(&text);
        }
    }
    assert!(glances > 1000, "{glances}");
}

#[test]
fn each_defect_is_found_once() {
    let text = |s: &str| s.to_owned();
    assert_eq!(faults("（又稱「計劃」)").2, "（)");
    assert_eq!(faults("（甲「乙）"), (text("「"), text(""), text(""), text("")));
    assert_eq!(faults("甲》乙"), (text(""), text("》"), text(""), text("")));
    assert_eq!(faults("「甲』乙"), (text(""), text(""), text(""), text("「』")));
    assert_eq!(faults("「甲』乙」"), (text(""), text("』"), text(""), text("")));
    assert_eq!(faults("（甲（乙）丙"), (text("（"), text(""), text(""), text("")));
}

#[test]
fn a_quotation_may_run_on() {
    let open = "他說：「甲。";
    let found = pair(std::iter::once((Span::new(0, open.len()), open)));
    let close = "乙。」";
    let end = pair(std::iter::once((Span::new(0, close.len()), close)));
    assert!(found.unclosed[0].runs_on_to(&end.unopened[0]));
}
