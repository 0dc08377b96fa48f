import { describe, expect, it, vi } from 'vitest';
import { canClient, type Feature, SINCE } from './features.ts';
import { isVersionAtLeast, readLaunch } from './launch.ts';
import { createLayers } from './layers.ts';
import { webAppIn } from './load-sdk.ts';
import { isDark } from './theme.ts';

function setup() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

const initData = new URLSearchParams({ user: '{"id":42,"language_code":"ru"}', hash: 'x' }).toString();
const hash = `#${new URLSearchParams({
  tgWebAppData: initData,
  tgWebAppVersion: '9.1',
  tgWebAppPlatform: 'ios',
  tgWebAppThemeParams: '{"bg_color":"#000000"}',
})}`;

describe('a launch', () => {
  it('is read from the address', () => {
    expect(readLaunch(hash, setup())).toEqual({
      initData,
      version: '9.1',
      platform: 'ios',
      themeParams: { bg_color: '#000000' },
      userId: '42',
      languageCode: 'ru',
      startParam: null,
    });
  });

  it('says once where its link led', () => {
    const storage = setup();
    expect(readLaunch(`${hash}&tgWebAppStartParam=pair_ABCD2345`, storage)?.startParam).toBe('pair_ABCD2345');
    expect(readLaunch('', storage)?.startParam).toBeNull();
  });

  it('is kept over a navigation that loses the hash', () => {
    const storage = setup();
    readLaunch(hash, storage);
    expect(readLaunch('', storage)?.initData).toBe(initData);
  });

  it.each([
    ['a browser', ''],
    ['a development login', '#dev=buyer.secret'],
  ])('is none in %s', (_, other) => expect(readLaunch(other, setup())).toBeNull());
});

describe('versions', () => {
  it.each([
    ['9.0', '9.0', true],
    ['10.0', '9.1', true],
    ['9.0', '9.1', false],
    ['6.0', '9.0', false],
  ])('%s is at least %s: %s', (version, needed, is) => expect(isVersionAtLeast(version, needed)).toBe(is));
});

describe('layers', () => {
  it('give a button to the screen on top, and back when it goes', () => {
    const apply = vi.fn();
    const layers = createLayers<string>(apply);
    const page = layers.push('page');
    const sheet = layers.push('sheet');
    page.update('page, later');
    expect(apply).toHaveBeenLastCalledWith('sheet');
    sheet.remove();
    expect(apply).toHaveBeenLastCalledWith('page, later');
    page.remove();
    expect(apply).toHaveBeenLastCalledWith(null);
  });
});

describe('the SDK', () => {
  const app = { initData: '', ready: () => undefined };

  it.each([
    ['module.exports below one default', { default: { default: app } }],
    ['the app itself', { default: app }],
  ])('is found in %s', (_, module) => expect(webAppIn(module)).toBe(app));

  it('that has another shape is none', () => expect(webAppIn({ default: {} })).toBeNull());
});

describe('a theme', () => {
  it.each([
    ['#000000', true],
    ['#212d3b', true],
    ['#ffffff', false],
    ['#efeff4', false],
  ])('with a background of %s is dark: %s', (color, is) => expect(isDark(color)).toBe(is));
});

describe('what a client can do', () => {
  const ios = (version: string) => ({ version, platform: 'ios' });
  const features: Feature[] = [
    ...(['closingConfirmation', 'scanQr', 'writeAccess', 'settingsButton'] as const),
    ...(['biometrics', 'story', 'fullscreen', 'homeScreen'] as const),
  ];

  it('is looked at for every feature', () => expect(features.toSorted()).toEqual(Object.keys(SINCE).toSorted()));

  it.each(features)('%s: from its version on', (feature) => {
    const since = SINCE[feature];
    expect(canClient(feature, ios(since))).toBe(true);
    expect(canClient(feature, ios('6.0'))).toBe(false);
    expect(canClient(feature, null)).toBe(false);
  });

  it('depends on what it runs on: a desk has no camera', () => {
    expect(canClient('scanQr', { version: '9.1', platform: 'tdesktop' })).toBe(false);
    expect(canClient('writeAccess', { version: '9.1', platform: 'tdesktop' })).toBe(true);
  });
});

it('a launch that does not say who came is one all the same', () => {
  expect(readLaunch('#tgWebAppVersion=9.1&tgWebAppPlatform=ios', setup())).toMatchObject({ initData: '', userId: '' });
});
