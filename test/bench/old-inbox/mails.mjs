// Mails as offices have them, made from a seed: of a hundred 55 are words alone, 25 words with HTML, 20 carry a document (20 to 400 kB),
// and of those documents every fourth was sent before. About 60 kB each, as bytes with CRLF.
import { createHash } from 'node:crypto';

const WORDS =
  'kính gửi các cơ sở Đoàn trực thuộc về việc thực hiện báo cáo kết quả công tác tháng thanh niên theo công văn số ngày của Ban Thường vụ đề nghị đồng chí bí thư quan tâm chỉ đạo gửi văn bản trước thời hạn'.split(
    ' ',
  );
const LINE = 76;

/** @param seed another one: other mails @returns the bytes of mail `i` */
export function mailOf(seed, i) {
  const kind = (i * 37) % 100;
  const text = wordsOf(seed + i, 200 + ((i * 131) % 900));
  const id = `<${seed}-${i}@cu.example>`;
  const head = [
    `Received: from mx${i % 7}.cu.example by mx.cu.example; Mon, 18 May 2020 08:00:${String(i % 60).padStart(2, '0')} +0700`,
    `Message-ID: ${id}`,
    `From: ${word('Văn thư cơ quan ' + (i % 50))} <vanthu${i % 50}@cu.example>`,
    `To: ${word('Hộp thư cũ')} <hopthu@cu.example>`,
    `Subject: ${word(`Công văn số ${i} về việc ${wordsOf(i, 12)}`)}`,
    `Date: Mon, ${String(1 + (i % 28)).padStart(2, '0')} May 2020 08:00:00 +0700`,
    'MIME-Version: 1.0',
  ];
  const plain = part('text/plain; charset=utf-8', text);
  if (kind < 55) return bytes([...head, plain]);
  const html = part('text/html; charset=utf-8', `<html><body><p style="text-align:justify">${text}</p></body></html>`);
  const both = `Content-Type: multipart/alternative; boundary=alt\r\n\r\n--alt\r\n${plain}\r\n--alt\r\n${html}\r\n--alt--`;
  if (kind < 80) return bytes([...head, both]);
  const number = i % 4 === 0 ? i % 40 : i;
  const size = 20_000 + ((number * 7919) % 380_000);
  const file = `Content-Type: application/pdf; name="${word(`Công văn ${number}.pdf`)}"\r\nContent-Disposition: attachment; filename="${word(`Công văn ${number}.pdf`)}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(pdfOf(`${seed}/${number}`, size))}`;
  return bytes([
    ...head,
    `Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\n${both}\r\n--mix\r\n${file}\r\n--mix--\r\n`,
  ]);
}

/** Every so many small ones, the one before once more. */
export const REPEATED = 500;

/** Words alone, about 1.5 kB; mail `i` alone has the word `so${i}`. */
export function smallMailOf(seed, i) {
  if (i > 0 && i % REPEATED === 0) return smallMailOf(seed, i - 1);
  const day = new Date(Date.UTC(2010, 0, 1) + i * 3_000_000).toUTCString().replace('GMT', '+0000');
  return bytes([
    `Received: from mx${i % 7}.cu.example by mx.cu.example; ${day}`,
    `Message-ID: <${seed}-nho-${i}@cu.example>`,
    `From: ${word('Văn thư cơ quan ' + (i % 50))} <vanthu${i % 50}@cu.example>`,
    `To: ${word('Hộp thư cũ')} <hopthu@cu.example>`,
    `Subject: ${word(`Công văn so${i} về việc ${wordsOf(i, 6)}`)}`,
    `Date: ${day}`,
    'MIME-Version: 1.0',
    part('text/plain; charset=utf-8', wordsOf(seed + i, 120)),
  ]);
}

const bytes = (lines) => Buffer.from(lines.join('\r\n') + '\r\n', 'latin1');
const word = (text) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
const part = (type, text) =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(text))}`;
const base64 = (content) => content.toString('base64').replace(new RegExp(`.{${LINE}}`, 'g'), '$&\r\n');

function wordsOf(seed, count) {
  const start = createHash('md5').update(String(seed)).digest().readUInt16BE();
  return Array.from({ length: count }, (_, i) => WORDS[(start + i * (1 + (start % 17))) % WORDS.length]).join(' ');
}

/** Not compressible, and the same for the same name. */
function pdfOf(name, size) {
  const block = Buffer.concat(
    Array.from({ length: 64 }, (_, i) => createHash('sha512').update(`${name}/${i}`).digest()),
  );
  const content = Buffer.alloc(size, block);
  content.write('%PDF-1.4\n');
  return content;
}
