/**
 * How the page looks. Colours have a contrast of at least 4.5 to 1 in both schemes, and none of them says anything that a
 * word does not say too. On a phone the rows of a table become cards.
 */
export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --text: #1c2128; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --bad: #a40e26; --bad-panel: #ffebe9; --warn: #7d4e00; --warn-panel: #fff8c5; --good: #116329; --good-panel: #dafbe1; }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --text: #e6edf3; --soft: #9da7b3; --line: #30363d;
  --panel: #161b22; --bad: #ff9492; --bad-panel: #3d1418; --warn: #f0c04a; --warn-panel: #33270a; --good: #6fdd8b;
  --good-panel: #12301c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0 .75rem; }
code, pre { font: .875em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.verdict { padding: 1rem 1.25rem; border: 1px solid; border-left-width: .5rem; border-radius: .5rem; }
.block, .unjudged, .lost { color: var(--bad); background: var(--bad-panel); border-color: var(--bad); }
.warn { color: var(--warn); background: var(--warn-panel); border-color: var(--warn); }
.pass { color: var(--good); background: var(--good-panel); border-color: var(--good); }
.lost { margin: 1.25rem 0; padding: 1rem 1.25rem; border: 1px solid; border-left-width: .5rem; border-radius: .5rem; }
.lost h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
.lost ul { margin: 0; padding-left: 1.1rem; color: var(--text); }
.lost strong { color: var(--bad); }
.soft, footer { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.5rem; margin: 1rem 0; }
dt { color: var(--soft); }
dt, dd { margin: 0; padding: .3rem 0; border-bottom: 1px solid var(--line); }
dl { column-gap: 0; } dt { padding-right: 1.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line);
  font-weight: 400; }
thead th { font-weight: 600; position: sticky; top: 0; background: var(--page); }
tbody th { white-space: nowrap; }
.verdict p { margin: .35rem 0 0; color: var(--text); }
.state { color: var(--bad); } .lost .state { font-weight: 600; } .state.approved { color: var(--good); }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0; padding: 0 1rem; }
details[open] { padding-bottom: .75rem; }
summary { cursor: pointer; padding: .6rem 0; font-weight: 600; }
pre { background: var(--panel); padding: .75rem 1rem; border-radius: .5rem; overflow: auto; max-height: 24rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .875rem; }
@media (max-width: 40rem) { body { padding: 1rem; } dl { grid-template-columns: 1fr; }
  dt { border: 0; padding-bottom: 0; } dd { padding-top: 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, tbody th, td, caption { display: block; } tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody th, td { border: 0; padding: .1rem 0; } tbody th { white-space: normal; font-weight: 600; }
  td:empty { display: none; } td::before { content: attr(data-title) ": "; color: var(--soft); } }
@media print { details > * { display: block; } body { max-width: none; } }
`;
