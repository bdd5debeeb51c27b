// html_opens.mjs PAGE...: opens each page in headless Chromium from file://, wide and light, narrow and dark.
// No request but for the page, no word on the console, nothing wider than the screen; filters and keys do what they
// say; no violation by axe-core.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.env.MODULES, 'x.js'));
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const views = [[1280, 'light'], [390, 'dark']];
const problems = [];

// axe-core looks at every node: hundreds of each kind would take it minutes.
async function judge(page, say) {
    const session = await page.createCDPSession();

    await session.send('Runtime.evaluate', { expression: axe, allowUnsafeEvalBlockedByCSP: true });
    for (const violation of await page.evaluate(async () => {
        document.querySelectorAll(['.batch:nth-child(n + 2)', '.cause:nth-child(n + 20)', '.schema:nth-of-type(n + 10)', '.reason:nth-of-type(n + 10)',
            'tbody tr:nth-child(n + 15)', 'li:nth-child(n + 15)'].join()).forEach((node) => node.remove());
        document.querySelectorAll('[hidden]').forEach((node) => { node.hidden = false; });
        document.querySelectorAll('details').forEach((details) => { details.open = true; });
        document.styleSheets[0].insertRule('* { content-visibility: visible !important; }');
        return (await axe.run(document, { resultTypes: ['violations'] })).violations.map((found) =>
            `${found.id}: ${found.nodes[0].html.slice(0, 200)} ${found.nodes[0].failureSummary}`);
    }))
        say(`axe-core: ${violation}`);
}

// What is shown of how many, told by the page itself and counted here.
const counts = (page) => page.evaluate(() => [
    document.querySelectorAll('.cause:not([hidden])').length, document.querySelectorAll('.cause').length,
    document.querySelector('#filter output').textContent]);

async function use(page, say) {
    const [, all] = await counts(page);
    const errors = (await page.$$('.cause.error')).length;
    const expect = async (what, shown) => {
        const found = await counts(page);

        if (found[0] !== shown)
            say(`${what}: ${found[0]} causes instead of ${shown}`);
        if (all !== shown && found[2] !== `${shown} of ${all} causes`)
            say(`${what}: says ${found[2]}`);
    };

    await page.click('#filter [value=warning]');
    await page.click('#filter [value=info]');
    await expect('errors alone', errors);
    if (!page.url().includes('severity=error'))
        say(`the address is ${page.url()}`);
    await page.click('#show-all');
    await expect('reset', all);
    await page.keyboard.press('/');
    await page.keyboard.type('qzxj');
    await expect('a search for nothing', 0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect('Escape', all);
    await page.keyboard.press('?');
    if (!await page.$('#keys[open]'))
        say('? shows no keys');
    await page.keyboard.press('Escape');
    if (all === 0)
        return;
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    if (!await page.evaluate(() => document.activeElement === document.querySelector('.cause')))
        say('j leads to no cause');
    const rule = await page.$eval('.cause .rule', (link) => link.textContent);
    const having = await page.$$eval('.cause .rule', (links, text) => links.filter((link) => link.textContent === text).length, rule);
    await page.select('#filter [name=rule]', rule);
    await expect(`rule ${rule}`, having);
    await page.goto(page.url().replace(/#.*/, '#severity=error'));
    await page.reload();
    await expect('what the address asks for', errors);
}

async function open(browser, file, [width, scheme]) {
    const page = await browser.newPage();
    const say = (text) => problems.push(`${path.basename(file)} ${width} ${scheme}: ${text}`);
    let requests = 0;

    page.on('console', (message) => say(`console: ${message.text()}`));
    page.on('pageerror', (error) => say(`error: ${error}`));
    page.on('request', () => { requests++; });
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(`file://${path.resolve(file)}`);
    if (requests !== 1)
        say(`${requests} requests`);
    if (!await page.$('footer') || !await page.$('#filter:not([hidden])')) {
        say('is not whole');
    } else {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);

        if (wide > width)
            say(`${wide} pixels wide`);
        await use(page, say);
        await judge(page, say);
    }
    await page.close();
}

const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const file of process.argv.slice(2))
    for (const view of views)
        await open(browser, file, view);
await browser.close();
problems.forEach((text) => console.log(text));
process.exit(problems.length ? 1 : 0);
