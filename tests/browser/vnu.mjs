// vnu.mjs - runs the Nu Html Checker once for many files: its start takes longer than reading them

import { execFile } from "node:child_process";
import { basename } from "node:path";
import jar from "vnu-jar";

// Remarks do not count, such as the one that cmark writes <br />, as in XHTML.
const matters = ({ type, subType }) => type !== "info" || subType === "warning";

// Returns its findings, one a line. `words` are its options and the files.
export function check(...words) {
  return new Promise((resolve) => {
    // The report is on standard error; the status says only whether there is one.
    execFile("java", ["-Xss8m", "-jar", jar, "--format", "json", ...words], { maxBuffer: 64 << 20 },
      (error, out, report) => resolve(JSON.parse(report).messages.filter(matters).map((m) =>
        `${basename(m.url)}:${m.lastLine}: ${m.message} ${(m.extract ?? "").replace(/\s+/g, " ")}`)));
  });
}
