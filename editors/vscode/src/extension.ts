// The language server of lcpaper in Visual Studio Code, and commands for what the program shows.

import { execFile } from "node:child_process";
import * as path from "node:path";
import {
  commands,
  type Disposable,
  type ExtensionContext,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";

// The scheme of the links from a finding to its rule.
const RULES = "lcpaper";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const explained = {
    provideTextDocumentContent: (uri: Uri) => run(["explain", path.posix.basename(uri.path)]),
  };
  const configs = workspace.createFileSystemWatcher("**/lcpaper.toml", false, true, false);
  const own: Disposable[] = [
    workspace.registerTextDocumentContentProvider(RULES, explained),
    configs,
    configs.onDidCreate(follow),
    configs.onDidDelete(follow),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("lcpaper.path")) await stop();
      if (change.affectsConfiguration("lcpaper")) await follow();
    }),
    commands.registerCommand("lcpaper.outline", () => told(outline)),
    commands.registerCommand("lcpaper.report", () => told(report)),
    commands.registerCommand("lcpaper.restart", async () => {
      await stop();
      await follow();
    }),
  ];
  context.subscriptions.push(...own);
  await follow();
}

export function deactivate(): Promise<void> {
  return stop();
}

function setting<T>(name: string): T | undefined {
  return workspace.getConfiguration("lcpaper").get<T>(name);
}

function program(): string {
  return setting<string>("path") || "lcpaper";
}

// Whether papers are to be checked, by the setting or by what the workspace holds.
async function wanted(): Promise<boolean> {
  const enable = setting<string>("enable");
  if (enable !== "auto") return enable === "always";
  return (await workspace.findFiles("**/lcpaper.toml", undefined, 1)).length > 0;
}

// Settings and files may change while the server starts: one step after the other.
let steps: Promise<void> = Promise.resolve();

function follow(): Promise<void> {
  steps = steps.then(async () => {
    const on = await wanted();
    if (on && !client) await start();
    if (!on) await end();
  });
  return steps;
}

function stop(): Promise<void> {
  steps = steps.then(end);
  return steps;
}

async function start(): Promise<void> {
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "plaintext" },
      { language: "markdown" },
      { pattern: "**/lcpaper.toml" },
    ],
    initializationOptions: { ...workspace.getConfiguration("lcpaper") },
    synchronize: { configurationSection: "lcpaper" },
  };
  const started = new LanguageClient("lcpaper", "lcpaper", { command: program(), args: ["lsp"] }, options);
  try {
    await started.start();
    client = started;
  } catch (error) {
    await complain(error);
  }
}

async function end(): Promise<void> {
  const ended = client;
  client = undefined;
  await ended?.stop();
}

// Says why the program could not be run, with the way to the setting.
async function complain(error: unknown): Promise<void> {
  const open = "Open the setting";
  const message = `lcpaper: “${program()}” could not be run: ${error instanceof Error ? error.message : error}`;
  if ((await window.showErrorMessage(message, open)) === open) {
    await commands.executeCommand("workbench.action.openSettings", "lcpaper.path");
  }
}

async function told(command: (file: string) => Promise<void>): Promise<void> {
  const document: TextDocument | undefined = window.activeTextEditor?.document;
  // What is shown is made of the file.
  if (!document || document.uri.scheme !== "file" || !(await document.save())) {
    void window.showInformationMessage("lcpaper: open a paper that is saved as a file first");
    return;
  }
  try {
    await command(document.uri.fsPath);
  } catch (error) {
    await complain(error);
  }
}

async function outline(file: string): Promise<void> {
  const content = await run(["outline", file]);
  const document = await workspace.openTextDocument({ content, language: "plaintext" });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
}

async function report(file: string): Promise<void> {
  const page = await run(["check", "--format", "html", file]);
  const panel = window.createWebviewPanel("lcpaper.report", path.basename(file), ViewColumn.Beside);
  panel.webview.html = page;
}

// Runs the program. That a paper has faults is no failure of the program.
function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program(), args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (!error || error.code === 1) resolve(stdout);
      else reject(new Error(stderr.trim() || error.message));
    });
  });
}
