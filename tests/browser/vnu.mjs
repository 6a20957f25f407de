// vnu.mjs - the Nu Html Checker over many files in one run: starting it takes longer than reading them

import { execFile } from "node:child_process";
import { basename } from "node:path";
import jar from "vnu-jar";

// A remark is neither an error nor a warning: that cmark writes <br />, as in XHTML.
const matters = ({ type, subType }) => type !== "info" || subType === "warning";

// What it finds, a line each. `words` are its own options and the files.
export function check(...words) {
  return new Promise((resolve) => {
    // It reports on standard error, and its status says only whether there is a report.
    execFile("java", ["-Xss8m", "-jar", jar, "--format", "json", ...words], { maxBuffer: 64 << 20 },
      (error, out, report) => resolve(JSON.parse(report).messages.filter(matters).map((m) =>
        `${basename(m.url)}:${m.lastLine}: ${m.message} ${(m.extract ?? "").replace(/\s+/g, " ")}`)));
  });
}
