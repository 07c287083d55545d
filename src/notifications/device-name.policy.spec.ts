import { expect, it } from '@jest/globals';
import { deviceName } from './device-name.policy.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0';

it.each([
  [`Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, 'Chrome trên Android'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/131.0.0.0`, 'Edge trên Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) coc_coc_browser/131.0 ${CHROME} Safari/537.36`, 'Cốc Cốc trên Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox trên Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari trên iPhone',
  ],
  ['curl/8.5.0', 'Thiết bị không rõ tên'],
  [null, 'Thiết bị không rõ tên'],
])('%s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
