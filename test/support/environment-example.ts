import { SETTINGS, type SettingName } from '../../src/platform/config/settings.ts';
import type { Setting } from '../../src/platform/config/setting.ts';

const HEAD = `# Settings of gnvb. Copy to .env and take the # away from what you change; every line shows its default.
# Generated from src/platform/config/settings.ts: UPDATE=1 npm test -- test/invariants/configuration.spec.ts
`;

/** What .env.example must hold. */
export function environmentExample(): string {
  const names = Object.keys(SETTINGS) as SettingName[];
  return `${HEAD}\n${names.map((name) => entry(name, SETTINGS[name])).join('\n')}`;
}

function entry(name: string, setting: Setting): string {
  const range =
    setting.kind === 'whole'
      ? ` (${setting.min}–${setting.max})`
      : setting.kind === 'choice'
        ? ` (${setting.choices.join(' | ')})`
        : '';
  return `# ${setting.help}${range}\n#${name}=${setting.fallback ?? ''}\n`;
}
