import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** CHROMIUM_PATH, or a browser of the system, or the one that came with `npm ci` (CHROMIUM_PATH=npm asks for that one). */
export async function openBrowser(): Promise<Browser> {
  const asked = process.env.CHROMIUM_PATH;
  const installed = asked === 'npm' ? undefined : [asked, ...PLACES].find((file) => file && existsSync(file));
  if (installed) return chromium.launch({ executablePath: installed, args: QUIET });
  return launchOwn();
}

/**
 * The browser out of npm. Each user unpacks for themselves: the package would share one file in the common temporary
 * folder. It brings the few libraries that a bare system lacks only where it believes to run on Lambda, so it does.
 */
async function launchOwn(): Promise<Browser> {
  const own = path.join(os.tmpdir(), `spindle-browser-${os.userInfo().username}`);
  mkdirSync(own, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: own, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: sparticuz } = await import('@sparticuz/chromium');
    const executablePath = await sparticuz.executablePath();
    const libraries = path.join(own, 'al2023', 'lib');
    return await chromium.launch({ executablePath, args: QUIET, env: { ...before, LD_LIBRARY_PATH: libraries } });
  } finally {
    process.env = before;
  }
}

/** A closed network refuses a browser's own calls home; without these it tries at every start. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface PhoneOptions {
  scheme?: 'light' | 'dark';
  locale?: 'en' | 'ru';
  /** Dots of the screen for one of the page: more for pictures that people look at. */
  scale?: 1 | 2;
  /** A desktop's window rather than a phone. */
  isWide?: boolean;
  /** What an earlier phone of the same person had kept. */
  kept?: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** Hosts that pages may ask; a request to any other is aborted and remembered. */
  allowed: string[];
}

export interface Phone {
  context: BrowserContext;
  page: Page;
  /** Requests that tried to leave this machine. */
  outside: string[];
  /** What a page did that its Content-Security-Policy forbids. */
  violations: string[];
}

/** A phone of 390×844, or a desktop's window of 1280×844. */
export async function openPhone(browser: Browser, options: PhoneOptions): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: options.isWide ? 1280 : 390, height: 844 },
    deviceScaleFactor: options.isWide ? 1 : 2,
    isMobile: !options.isWide,
    hasTouch: !options.isWide,
    colorScheme: options.scheme ?? 'light',
    locale: options.locale ?? 'en',
    ...(options.kept && { storageState: options.kept }),
  });
  // A busy machine is no failure.
  context.setDefaultTimeout(60_000);
  const outside: string[] = [];
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && !options.allowed.includes(url.host),
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const violations: string[] = [];
  await context.addInitScript(TELL_VIOLATIONS);
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  return { context, page: await context.newPage(), outside, violations };
}

/** Chromium's own words come only where it blocks; the event comes in every case. */
const TELL_VIOLATIONS = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error('Content Security Policy: ' + violatedDirective + ' forbids ' + blockedURI));`;
