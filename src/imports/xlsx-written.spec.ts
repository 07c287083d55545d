import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import writeExcel from 'write-excel-file/node';
import { clean, hasBadCharacter, isGarbled } from './cells.policy.ts';
import { readRows } from './read-rows.ts';
import { XmlReader } from './xml-reader.ts';

describe('an Excel table that another program wrote', () => {
  it('comes out with the values that went in', async () => {
    const words = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter(
        (typed) => !hasBadCharacter(typed) && !isGarbled(clean(typed)) && !/^'|_x[0-9A-F]{4}_/i.test(clean(typed)),
      );
    // The writer looks texts up in a plain object: "toString" never gets into its file.
    const told = words.filter((typed) => !(typed in Object.prototype));
    const rows = fc.array(fc.tuple(told, told), { maxLength: 8, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(rows, async (made) => {
        const data = [['Mã', 'Tên', 'Tên ngắn'], ...made.map(([name, short], i) => [`00${i}`, name, short])];
        const bytes = await writeExcel(
          data.map((line) => line.map((value) => ({ value, type: String }))) as never,
          {},
        ).toBuffer();
        expect((await readRows('units', bytes)).rows.map(({ values }) => values)).toEqual(
          made.map(([name, short], i) => ({
            code: `00${i}`,
            ...(clean(name) && { name: clean(name) }),
            ...(clean(short) && { shortName: clean(short) }),
          })),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('XML', () => {
  it('reads the same whatever pieces it comes in', () => {
    const xml = `<?xml version="1.0"?><!-- <a> --><x:a b="1 &gt; 0" c='"'>t&amp;u<![CDATA[<&]]><e/></x:a>`;
    const told = (pieces: readonly string[]): string => {
      const said: string[] = [];
      const reader = new XmlReader({
        open: (name, attributes) => said.push(`<${name} ${JSON.stringify(attributes)}>`),
        close: (name) => said.push(`</${name}>`),
        text: (piece) => said.push(piece),
      });
      for (const piece of pieces) reader.write(piece);
      reader.end();
      return said.join('');
    };
    const whole = told([xml]);
    expect(whole).toBe('<a {"b":"1 > 0","c":"\\""}>t&u<&<e {}></e></a>');
    fc.assert(
      fc.property(fc.array(fc.nat(xml.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), xml.length];
        expect(told(at.slice(1).map((end, i) => xml.slice(at[i], end)))).toBe(whole);
      }),
    );
  });
});
