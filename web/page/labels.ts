// Every word of the page, in both of its languages. What the program says of a paper is in English.

export type Language = "en" | "zh-Hant";

const table = {
  skip: ["Skip to the paper", "跳到文件"],
  keys: ["Keys", "快捷鍵"],
  close: ["Close", "關閉"],
  open: ["Open files", "開啟檔案"],
  write: ["Write or paste", "撰寫或貼上"],
  views: ["Views", "檢視"],
  view: ["Paper", "文件"],
  draft: ["Write", "撰寫"],
  both: ["Side by side", "並列對照"],
  save: ["Download", "下載"],
  cancel: ["Cancel", "取消"],
  outline: ["Outline", "大綱"],
  title: ["Check the numbering of a paper", "檢查文件的編號"],
  drop: [
    "Drop a file here: text, Word, PDF, a web page, Markdown, OpenDocument or Rich Text. Or paste a text.",
    "把檔案拖放到這裏：純文字、Word、PDF、網頁、Markdown、OpenDocument 或 RTF；亦可直接貼上文字。",
  ],
  two: [
    "Drop two files to set them side by side: two languages of a paper, or two years.",
    "一次放入兩個檔案即可並列對照：同一文件的兩種語文，或兩個年度的版本。",
  ],
  private: [
    "Nothing leaves this device: the page reads the files itself, and works without a network once it is loaded.",
    "資料不會離開本機：檔案由本頁自行讀取，載入後無須連線亦可使用。",
  ],
  findings: ["Findings", "發現的問題"],
  nothing: ["No rule found anything to report.", "沒有發現任何問題。"],
  fix: ["Fix", "修正"],
  mend: ["Make all safe fixes", "套用所有安全修正"],
  renumber: ["Renumber from here", "由此處起重新編號"],
  editor: ["The draft", "草稿"],
  untitled: ["draft", "草稿"],
  languages: ["Two languages", "兩種語文"],
  years: ["Two years", "兩個年度"],
  what: ["What became of it", "異同"],
  swap: ["Swap sides", "左右對調"],
  password: ["Password of the file", "檔案密碼"],
  unlock: ["Open", "開啟"],
  loading: ["Loading the reader", "正在載入閱讀程式"],
  reading: ["Reading {}", "正在讀取 {}"],
  checking: ["Checking {}", "正在檢查 {}"],
  showing: ["Laying out {}", "正在編排 {}"],
  comparing: ["Comparing", "正在對照"],
  saving: ["Writing {}", "正在寫出 {}"],
  cancelled: ["Cancelled.", "已取消。"],
  crashed: [
    "{}: was too much for this page, and nothing of it was kept. Try the program lcpaper, or a part of the file.",
    "{}：超出本頁所能處理的範圍，沒有保留任何內容。請改用 lcpaper 程式，或只開啟檔案的一部分。",
  ],
  too_large: [
    "{}: is larger than the 4 GiB that can be read; split the file.",
    "{}：大於可讀取的上限 4 GiB；請分拆檔案。",
  ],
  too_many: ["Open one file, or two.", "請開啟一個或兩個檔案。"],
  too_long: [
    "This paper is too long to be shown here. What was found in it, and what it can be saved as, is complete.",
    "文件太長，無法在此顯示；所發現的問題和下載的內容均屬完整。",
  ],
  more: ["{} more findings are in the downloads.", "另有 {} 項見於下載的檔案。"],
  not_loaded: [
    "The reader could not be loaded: {}. Load the page again while there is a network.",
    "無法載入閱讀程式：{}。請在連線時重新載入本頁。",
  ],
  no_items: ["no numbered item", "沒有編號項目"],
  clean: ["nothing found", "沒有問題"],
  error: ["{} error", "{} 項錯誤"],
  errors: ["{} errors", "{} 項錯誤"],
  warning: ["{} warning", "{} 項警告"],
  warnings: ["{} warnings", "{} 項警告"],
  info: ["{} note", "{} 項備註"],
  infos: ["{} notes", "{} 項備註"],
  items: [" ({} items)", "（共 {} 項）"],
  item: [" ({} item)", "（共 {} 項）"],
  declared: [" of {} declared", "（聲明共 {} 項）"],
  between: [", ", "，"],
  body: ["body", "正文"],
  annex: ["annex{}", "附件{} "],
  save_findings: ["Findings (JSON)", "問題清單（JSON）"],
  save_json: ["Tree (JSON)", "結構樹（JSON）"],
  save_csv: ["Rows (CSV)", "項目表（CSV）"],
  save_markdown: ["Markdown", "Markdown"],
  save_html: ["Report (HTML)", "報告（HTML）"],
  save_akn: ["Akoma Ntoso", "Akoma Ntoso"],
  save_mended: ["Mended text", "修正後的文字"],
  save_page: ["Side by side (HTML)", "並列對照（HTML）"],
  save_report: ["Differences (JSON)", "差異（JSON）"],
  status_line: ["line {}", "第 {} 行"],
  status_pieces: [", joined from {} pieces", "，由 {} 段接合"],
  status_unnumbered: ["not numbered", "沒有編號"],
  key_next: ["next item (arrows once an item is selected)", "下一項（選取項目後可用方向鍵）"],
  key_before: ["item before", "上一項"],
  key_section: ["next section", "下一節"],
  key_section_before: ["section before", "上一節"],
  key_finding: ["next finding", "下一個問題"],
  key_finding_before: ["finding before", "上一個問題"],
  key_escape: ["select nothing", "取消選取"],
  key_help: ["this list", "本列表"],
  key_draft: ["while writing: next finding, finding before", "撰寫時：下一個、上一個問題"],
} as const satisfies Record<string, readonly [string, string]>;

/** Words that the report writes, where they stand alone in an element. */
const inReport: Record<string, string> = {
  "Outline": "大綱",
  "Findings": "發現的問題",
  "No rule found anything to report.": "沒有發現任何問題。",
  "About this rule": "關於這項規則",
  "found": "現為",
  "expected": "應為",
  "line": "行",
  "what": "性質",
  "text": "內容",
  "Paper": "文件",
};

export type Label = keyof typeof table;

let language: Language = "en";

export const current = (): Language => language;

/** A label in the page's language; `{}` in it stands for `value`. */
export const label = (key: Label, value: string | number = ""): string =>
  table[key][language === "en" ? 0 : 1].replace("{}", () => String(value));

/** Puts the words of the page's language where `data-label` and `data-label-name` ask for them. */
export const relabel = (to: Language): void => {
  language = to;
  document.documentElement.lang = to;
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.textContent = label(element.dataset.label as Label);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label-name]")) {
    element.setAttribute("aria-label", label(element.dataset.labelName as Label));
  }
};

/** Puts the report's own words into the page's language. */
export const translate = (root: ParentNode): void => {
  if (language === "en") return;
  for (const element of root.querySelectorAll<HTMLElement>("summary, dt, th, h2, .findings > p")) {
    const words = element.childElementCount === 0 ? inReport[element.textContent ?? ""] : undefined;
    if (!words || element.closest(".text")) continue;
    element.textContent = words;
    element.lang = language;
  }
};
