// Opens the pages that `faultline timeline`, `metrics` and `sla` print as html in headless Chromium, as people will:
// light, dark, on a phone, on paper. Prints what is wrong with each and leaves screenshots.
//
//   node pages.mjs FOLDER    FOLDER holds *.html; screenshots go into FOLDER/screenshots
//
// Exit 0 = all is well, 1 = something is wrong, 77 = cannot be tested here (the reason is printed).
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const kSkipped = 77;
const kBrowser = process.env.CHROMIUM ?? '/usr/bin/chromium';
// No traffic of the browser's own; a sandbox needs a user that is not root.
const kSwitches = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const kViews = [
  { name: 'light', width: 1280, scheme: 'light', media: 'screen' },
  { name: 'dark', width: 1280, scheme: 'dark', media: 'screen' },
  { name: 'phone', width: 360, scheme: 'light', media: 'screen' },
  { name: 'phone-dark', width: 360, scheme: 'dark', media: 'screen' },
  { name: 'paper', width: 1040, scheme: 'dark', media: 'print' },
];

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(kSkipped);
}

if (!existsSync(kBrowser)) skip(`no ${kBrowser}; scripts/dependencies --all installs it`);
let chromium;
try {
  ({ chromium } = await import('playwright-core'));
} catch {
  skip('playwright-core is not here; scripts/dependencies --all installs it');
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = resolve(process.argv[2]);
const pages = readdirSync(folder).filter((name) => name.endsWith('.html')).sort();
const wrong = [];
if (pages.length === 0) wrong.push(`${folder}: no pages`);
mkdirSync(join(folder, 'screenshots'), { recursive: true });

// Runs in the page.
function layoutFaults() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
  for (const picture of document.querySelectorAll('body svg:not(.swatch)')) {
    if (picture.getAttribute('role') !== 'img') continue;
    if (!picture.querySelector(':scope > title')?.textContent) faults.push('the picture has no title');
    if (!picture.querySelector(':scope > desc')?.textContent) faults.push('the picture has no description');
  }
  if (!document.querySelector('svg[role=img], nav')) faults.push('there is no picture');
  const picture = document.querySelector('svg.picture');
  const outer = picture?.getBoundingClientRect();
  for (const text of picture?.querySelectorAll('text') ?? []) {
    const box = text.getBoundingClientRect();
    if (box.left < outer.left - 1 || box.right > outer.right + 1 || box.bottom > outer.bottom + 1)
      faults.push(`text leaves the picture: '${text.textContent}'`);
  }
  const labels = [...(picture?.querySelectorAll('.milestone-label, .clock, .date') ?? [])];
  const boxes = labels.filter((l) => l.textContent).map((l) => [l.textContent, l.getBoundingClientRect()]);
  for (let i = 0; i < boxes.length; ++i) {
    for (let j = i + 1; j < boxes.length; ++j) {
      const [a, b] = [boxes[i][1], boxes[j][1]];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 4) faults.push(`labels collide: '${boxes[i][0]}' and '${boxes[j][0]}'`);
    }
  }
  for (const cell of document.querySelectorAll('td, th, dd, dt, h1, h2, p, li')) {
    if (cell.closest('thead') && getComputedStyle(cell.closest('thead')).position === 'absolute') continue;
    if (cell.scrollWidth > cell.clientWidth + 1 && getComputedStyle(cell).display !== 'inline')
      faults.push(`overflows: ${cell.tagName} '${cell.textContent.slice(0, 40)}'`);
  }
  if (document.querySelector('script, iframe, object, embed, link, img')) faults.push('has an element that loads or runs');
  for (const element of document.querySelectorAll('*')) {
    for (const { name } of element.attributes) {
      // Pages of a site lead to each other, and nowhere else.
      const leadsBeside = name === 'href' && /^[\w.-]+\.html$/.test(element.getAttribute(name));
      if (/^on/.test(name) || (/^(href|src|action)$/.test(name) && !leadsBeside)) faults.push(`has the attribute ${name}`);
    }
  }
  return faults;
}

const profile = mkdtempSync(join(tmpdir(), 'faultline-browser-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: kBrowser, args: kSwitches, bypassCSP: true, viewport: null,
});
try {
  for (const file of pages) {
    for (const view of kViews) {
      const where = `${file}, ${view.name}`;
      const url = pathToFileURL(join(folder, file)).href;
      const page = await context.newPage();
      page.on('console', (message) => wrong.push(`${where}: console: ${message.text()}`));
      page.on('pageerror', (error) => wrong.push(`${where}: error: ${error.message}`));
      page.on('request', (request) => {
        if (request.url() !== url) wrong.push(`${where}: asks for ${request.url()}`);
      });
      await page.setViewportSize({ width: view.width, height: 800 });
      await page.emulateMedia({ media: view.media, colorScheme: view.scheme });
      await page.goto(url);
      for (const fault of await page.evaluate(layoutFaults)) wrong.push(`${where}: ${fault}`);
      await page.screenshot({
        path: join(folder, 'screenshots', `${file.replace(/\.html$/, '')}-${view.name}.png`), fullPage: true,
      });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, help, nodes } of violations) {
        wrong.push(`${where}: axe ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
      }
      if (view.media === 'print') {
        const path = join(folder, 'screenshots', `${file.replace(/\.html$/, '')}.pdf`);
        await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
      }
      await page.close();
    }
    console.log(`${file}: ${kViews.length} views`);
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
for (const line of wrong) console.log(line);
console.log(wrong.length === 0 ? `${pages.length} pages are well` : `${wrong.length} faults`);
process.exit(wrong.length === 0 ? 0 : 1);
