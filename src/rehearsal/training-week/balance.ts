import { same } from './last.scenes.ts';
import type { Stage } from './stage.ts';
import { LAST_DAY, local, OFFICE, UNITS, unitsThat } from './week.data.ts';

interface Road {
  readonly unitCode: string;
  readonly unitName: string;
  readonly step: string;
  readonly phone: string | null;
}

/** The steps of the road as they are told in a meeting. */
const STEP_WORDS: Readonly<Record<string, string>> = {
  listed: 'có trong danh sách',
  account_issued: 'đã cấp tài khoản',
  booked: 'đã đăng ký tập huấn',
  trained: 'đã dự tập huấn',
  first_login: 'đã đăng nhập',
  first_acknowledgement: 'đã nhận văn bản đầu tiên',
  ready: 'sẵn sàng',
};
const inWords = (step: string): string => STEP_WORDS[step] ?? step;

const MORE_THAN_ONE = `select unit_id from training_booking where state in ('waiting', 'booked', 'attended') group by unit_id having count(*) > 1`;
const BEFORE_TRAINING = `select u.code from activation_code c join post p on p.account_id = c.account_id join unit u on u.id = p.unit_id
  where c.used_at is not null and not exists (
    select from training_booking b where b.unit_id = u.id and b.state = 'attended' and b.checked_in_at < c.used_at)`;
const REMINDED = `select u.code, count(*)::int as mails, max(m.settled_at) as last from onboarding_reminder m join unit u on u.id = m.unit_id
  where m.outcome = 'sent' group by u.code`;
const DIGESTS = `select (created_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, count(*)::int as mails from mail_message
  where purpose = 'onboarding.digest' group by 1 order by 1`;

/** What came of it all, counted again. @returns whether every promise was kept */
export async function drawBalance(stage: Stage): Promise<boolean> {
  const { narrator } = stage;
  narrator.at(local(`${LAST_DAY}T17:30`), 'Tổng kết trước ngày 01/6');
  const { total, ready, steps } = await stage.funnel();
  for (const { step, reached } of steps) narrator.tell(`${inWords(step).padEnd(26)} ${String(reached).padStart(3)}`);
  const roads = await stage.all<Road>('/onboarding/units');
  const late = roads.filter(({ step, unitCode }) => step !== 'ready' && unitCode !== OFFICE.code);
  for (const { unitCode, unitName, step, phone } of late)
    narrator.tell(`Chưa sẵn sàng: ${unitCode} ${unitName} (${inWords(step)}), gọi ${phone}`);
  const silent = unitsThat('silent').map(({ code }) => code);
  narrator.promise(
    `${UNITS.length - silent.length} đơn vị đã xác nhận văn bản đầu tiên; còn lại đúng ba đơn vị không trả lời`,
    ready === UNITS.length - silent.length &&
      same(
        late.map(({ unitCode }) => unitCode),
        silent,
      ),
    `${ready}/${total}`,
  );
  await countAgain(stage, silent);
  narrator.promise('phễu sẵn sàng chỉ lớn dần', grows(stage));
  narrator.tell('');
  narrator.tell(`Cam kết giữ được: ${narrator.kept}; không giữ được: ${narrator.broken.length}.`);
  for (const line of narrator.broken) narrator.tell(`✘ ${line}`);
  return narrator.broken.length === 0;
}

async function countAgain(stage: Stage, silent: readonly string[]): Promise<void> {
  const { narrator } = stage;
  narrator.promise('mỗi đơn vị đúng một người', (await stage.rows(MORE_THAN_ONE)).length === 0);
  const early = await stage.rows<{ code: string }>(BEFORE_TRAINING);
  narrator.promise(
    'không ai kích hoạt trước khi dự tập huấn',
    early.length === 0,
    early.map(({ code }) => code).join(),
  );
  const reminded = await stage.rows<{ code: string; mails: number; last: Date }>(REMINDED);
  const needless = reminded.filter(({ code, last }) => last > (stage.readyAt.get(code) ?? last));
  const heard = reminded.filter(({ code }) => silent.includes(code));
  narrator.tell(`Nhắc: ${reminded.reduce((sum, { mails }) => sum + mails, 0)} thư.`);
  narrator.promise('nhắc tự dừng khi đơn vị sẵn sàng', needless.length === 0, needless.map(({ code }) => code).join());
  narrator.promise(
    'ba đơn vị im lặng được nhắc nhiều lần',
    heard.length === silent.length && heard.every(({ mails }) => mails >= 3),
    heard.map(({ code, mails }) => `${code} ${mails}`).join(),
  );
  const digests = await stage.rows<{ day: string; mails: number }>(DIGESTS);
  const days = ['15', '18', '19', '20', '21', '22', '25', '26', '27', '28', '29'].map((day) => `2020-05-${day}`);
  narrator.promise(
    'mỗi ngày làm việc quản trị nhận đúng một bản tóm tắt',
    same(
      digests.filter(({ mails }) => mails === 1).map(({ day }) => day),
      days,
    ) && digests.length === days.length,
    digests.map(({ day, mails }) => `${day} ${mails}`).join(),
  );
}

/** Days only add; who is absent gives the place back, so that `booked` may shrink. */
function grows({ funnels }: Stage): boolean {
  return ['trained', 'first_login', 'first_acknowledgement', 'ready'].every((step) => {
    const counts = funnels.map(({ steps }) => steps.find((one) => one.step === step)?.reached ?? 0);
    return counts.every((count, i) => i === 0 || count >= (counts[i - 1] ?? 0));
  });
}
