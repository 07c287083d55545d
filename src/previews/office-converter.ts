import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { runSandboxed, type Ending } from './sandbox.ts';

const PLACES = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'];
/** UTF-8; of a workbook all sheets (the -1 at the end), each as its own file. */
const TEXT_FORMS = [
  [['.doc', '.docx', '.odt', '.rtf'], 'txt:Text (encoded):UTF8'],
  [['.xls', '.xlsx', '.ods'], 'csv:Text - txt - csv (StarCalc):32,0,76,1,,0,false,true,false,false,false,-1'],
] as const satisfies readonly (readonly [readonly string[], string])[];
const SECONDS = 60;
const MEGABYTES = 1500;

const item = (path: string, name: string, value: string): string =>
  `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/** No macros, no links to other files, nothing fetched from anywhere. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${item('Common/Security/Scripting', 'DisableMacrosExecution', 'true')}
${item('Common/Security/Scripting', 'MacroSecurityLevel', '3')}
${item('Common/Security/Scripting', 'DisableActiveContent', 'true')}
${item('Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true')}
${item('Calc/Content/Update', 'Link', '2')}
${item('Writer/Content/Update', 'Link', '0')}
</oor:items>
`;

/** LibreOffice, where it is installed: office files become PDF. */
@Injectable()
export class OfficeConverter {
  /** Asked each time: it may be installed while the service runs. */
  async isThere(): Promise<boolean> {
    return (await this.#program()) !== null;
  }

  /**
   * Converts `<folder>/<name>` to `<folder>/<name without extension>.pdf`. Each run has a profile of its own: two on one profile fail.
   * @returns how it ended; it also ends well without making anything
   */
  toPdf(folder: string, name: string, signal: AbortSignal): Promise<Ending> {
    return this.#convert('pdf', folder, name, signal);
  }

  /**
   * Writes the words of a text or of each sheet as `.txt` or `.csv` beside it: in a PDF, letters its fonts lack stand apart from their
   * words. Slides have no such form.
   */
  async toText(folder: string, name: string, signal: AbortSignal): Promise<Ending> {
    const form = TEXT_FORMS.find(([extensions]) => extensions.some((extension) => extension === extname(name)))?.[1];
    return form ? this.#convert(form, folder, name, signal) : 'failed';
  }

  async #convert(form: string, folder: string, name: string, signal: AbortSignal): Promise<Ending> {
    const program = await this.#program();
    if (!program) return 'failed';
    const profile = join(folder, 'profile');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), PROFILE);
    const options = [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--nodefault',
      '--nologo',
      '--convert-to',
      form,
      '--outdir',
      folder,
      join(folder, name),
    ];
    return runSandboxed(program, options, folder, { seconds: SECONDS, megabytes: MEGABYTES, signal });
  }

  async #program(): Promise<string | null> {
    for (const place of PLACES) {
      const isThere = await access(place, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return place;
    }
    return null;
  }
}
