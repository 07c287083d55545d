/** From the first that fits: others' names are in nearly all of them. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bcoc_coc_browser\//i, 'Cốc Cốc'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const DEVICES: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'máy Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

/** What a person calls the browser they are looking for in a list, e.g. "Chrome trên Android". */
export function deviceName(userAgent: string | null): string {
  const found = (list: typeof BROWSERS): string | null =>
    list.find(([sign]) => sign.test(userAgent ?? ''))?.[1] ?? null;
  const [browser, device] = [found(BROWSERS), found(DEVICES)];
  if (browser && device) return `${browser} trên ${device}`;
  return browser ?? device ?? 'Thiết bị không rõ tên';
}
