// Starts the real program on fictional data, and a browser on it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { cpSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const PASSWORD = 'vier losse fietsen in de regen';
export const PASSPHRASE = 'zeven stille molens bij nacht';
const SECRETS = {
  'aandachtsfunctionaris@montfoort.example': 'MELDROUTEDEMOOFFICERAAAAAAAAAAAA',
  'plaatsvervanger@montfoort.example': 'MELDROUTEDEMODEPUTYAAAAAAAAAAAAA',
  'beheer@montfoort.example': 'MELDROUTEDEMOADMINAAAAAAAAAAAAAA',
  'fg@montfoort.example': 'MELDROUTEDEMOAUDITORAAAAAAAAAAAA',
  'coordinator@montfoort.example': 'MELDROUTEDEMOTEAMLEADAAAAAAAAAAA',
  'ketenpartner@veiligthuis.example': 'MELDROUTEDEMOPARTNERAAAAAAAAAAAA',
  'integriteit@montfoort.example': 'MELDROUTEDEMOINTEGRITYAAAAAAAAAA',
};
export const OUT = new URL('./out/', import.meta.url).pathname;
mkdirSync(OUT, { recursive: true });

/** The six digits that an authenticator app shows (RFC 6238). */
export function totp(secret, at = Date.now()) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac[19] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/** A code of this person that was not typed yet. One counts once, and the program takes that of half a minute
 * earlier or later too: so somebody can sign in three times in a row, and waits only then. */
const typed = new Map();
async function freshCode(email) {
  const [half, late] = [30_000, 20_000];
  for (;;) {
    const now = Math.floor(Date.now() / half);
    // Not the earliest one shortly before it is too old.
    const first = Date.now() % half < late ? now - 1 : now;
    const step = Math.max(first, (typed.get(email) ?? 0) + 1);
    if (step <= now + 1) {
      typed.set(email, step);
      return totp(SECRETS[email], step * half);
    }
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
});

/** Runs the program until `stop()`. */
export async function start(command, extra = []) {
  const folder = mkdtempSync(join(tmpdir(), 'meldroute-e2e-'));
  const data = join(folder, 'data');
  // Made once for all files by whoever runs them (crates/meldroute/tests/browser.rs); else the program makes it.
  const made = process.env.MELDROUTE_DEMO;
  if (command === 'demo' && made) cpSync(made, data, { recursive: true });
  const port = await freePort();
  const program = process.env.MELDROUTE ?? new URL('../target/debug/meldroute', import.meta.url).pathname;
  const child = spawn(program, [command, '--data', data, '--listen', `127.0.0.1:${port}`, ...extra], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => { output += text; });
  child.stderr.on('data', (text) => { output += text; });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null || tries > 1200) { child.kill('SIGKILL'); throw new Error(`the program did not start:\n${output}`); }
    try { await fetch(`${url}/inloggen`); break; } catch { await new Promise((resolve) => { setTimeout(resolve, 100); }); }
  }
  return {
    url, data, output: () => output,
    stop: async () => { child.kill('SIGTERM'); await new Promise((resolve) => { child.once('exit', resolve); }); rmSync(folder, { recursive: true, force: true }); },
  };
}

export const browser = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

/** A person at a screen. Clicks and submits are counted; every new page is looked at by axe. */
export class Person {
  static async sit(chrome, url, { width = 1280, lang = 'nl', javaScript = true } = {}) {
    const context = await chrome.newContext({ viewport: { width, height: 800 }, locale: lang, javaScriptEnabled: javaScript, acceptDownloads: true });
    const outside = [];
    await context.route('**/*', (route) => {
      if (!route.request().url().startsWith(url) && !route.request().url().startsWith('data:')) outside.push(route.request().url());
      return route.continue();
    });
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => { if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text())) faults.push(message.text()); });
    return Object.assign(new Person(), { context, page, url, clicks: 0, screens: [], outside, faults, violations: [], seen: new Set(), width });
  }
  async go(path) { await this.page.goto(this.url + path); await this.look(); }
  /** One click or submit that leads to another page. */
  async press(what) {
    const target = typeof what === 'string' ? this.page.getByRole('button', { name: what }).or(this.page.getByRole('link', { name: what })).first() : what;
    this.clicks += 1;
    await Promise.all([this.page.waitForNavigation(), target.click()]);
    // Without the strip that only the demo has.
    this.screens.push(await this.page.evaluate(() => {
      const demo = document.querySelector('.demo-note')?.offsetHeight ?? 0;
      return Math.max((document.documentElement.scrollHeight - demo) / 800, 1);
    }));
    await this.look();
  }
  /** One click that stays on the page. */
  async tick(label) { this.clicks += 1; await this.page.getByLabel(label).first().check(); }
  async look(name) {
    const path = new URL(this.page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/[2-9A-Z]{8}$/, 'REF').replace(/[0-9a-f]{40}/, 'TOKEN');
    const key = `${name ?? path} ${await this.page.locator('html').getAttribute('lang')}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    await this.page.screenshot({ path: join(OUT, `${key.replace(/[^a-zA-Z0-9]+/g, '_')}_${this.width}.png`), fullPage: true });
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) this.violations.push(`${key}: ${wide} px too wide`);
    if (!this.context._options?.javaScriptEnabled && this.noAxe) return;
    // Without a second page for frames, which no page here has, and without writing down what is in order.
    const axe = new AxeBuilder({ page: this.page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    const found = await axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    for (const violation of found.violations) this.violations.push(`${key}: ${violation.id}: ${violation.nodes.map((node) => node.target).join(' | ')}`);
  }
  async signIn(email) {
    await this.go('/inloggen');
    await this.page.locator('[name=email]').fill(email);
    await this.page.locator('[name=password]').fill(PASSWORD);
    if (SECRETS[email]) await this.page.locator('[name=code]').fill(await freshCode(email));
    await this.press(this.page.locator('main form button[type=submit]'));
  }
}

/** What somebody saw was accessible, without a fault, and all from here. */
export const spotless = (person) => {
  assert.deepEqual(person.violations, [], 'accessible');
  assert.deepEqual(person.faults, [], 'no fault in the console');
  assert.deepEqual(person.outside, [], 'nothing from elsewhere');
};

/** From box to box with the tab key, until the one that is wanted. */
export const tabTo = async (page, wanted) => {
  for (let tries = 0; tries < 90; tries += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`${wanted} is reached by no tab key`);
};
