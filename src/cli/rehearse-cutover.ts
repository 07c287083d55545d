import { makeLogger } from '../platform/log/logger.ts';
import { EXIT, type Command } from './command.ts';

export const REHEARSE_CUTOVER: Command = {
  summary:
    'play May and June 2020, from the first list of old inboxes to the last proof, on a database of its own that is removed afterwards; tells it in Vietnamese; exit code 1 when a promise is broken',
  options: {},
  async run({ terminal }) {
    const { rehearse } = await import('../rehearsal/rehearse.ts');
    terminal.print(
      'DIỄN TẬP CHUYỂN ĐỔI: tháng 5 và tháng 6 năm 2020, trên cơ sở dữ liệu riêng, xong thì xóa. Không đụng dữ liệu thật.',
    );
    const { kept, broken } = await rehearse((line) => terminal.print(line), makeLogger);
    terminal.print('');
    terminal.print(
      broken.length === 0
        ? `KẾT QUẢ: giữ đủ ${kept} cam kết; 0 chỗ lệch chưa giải thích.`
        : `KẾT QUẢ: giữ ${kept} cam kết, KHÔNG giữ ${broken.length}:`,
    );
    for (const text of broken) terminal.complain(`✘ ${text}`);
    return broken.length === 0 ? EXIT.done : EXIT.failed;
  },
};
