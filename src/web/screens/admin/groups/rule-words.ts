import type { GroupRuleWire } from '../../../../groups/group.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';

/** A rule as a sentence: "Đơn vị trực thuộc của Đoàn Khối: Trường học; Giáo dục". */
export function useRuleWords(): (rule: GroupRuleWire) => string {
  const t = useTexts(adminGroupsTexts);
  const w = useTexts(adminWordsTexts);
  return (rule) => {
    const parts = [
      rule.kinds.map((kind) => w(`kind_${kind}`)).join(', '),
      rule.sectors.map((sector) => w(`sector_${sector}`)).join(', '),
      rule.channels.map((channel) => w(`channel_${channel}`)).join(', '),
    ].filter(Boolean);
    const what = parts.length > 0 ? parts.join('; ') : t('allKinds');
    return t('ruleIs', { reach: t(`reach_${rule.reach}`), name: rule.root.name, what });
  };
}
