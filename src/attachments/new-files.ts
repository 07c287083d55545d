import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.ts';
import type { Attachment } from './attachment.entity.ts';

/** What is told of a file: its content and what it is. */
export type NewContent = Pick<Attachment, 'sha256' | 'size' | 'mediaType'>;

export type NewFilesHandler = (tx: Tx, files: readonly NewContent[]) => Promise<void>;

/** Tells other rooms of files that have just been stored, in the transaction that stores them. */
@Injectable()
export class NewFiles {
  readonly #handlers: NewFilesHandler[] = [];

  /** Call it in `onModuleInit`. */
  on(handler: NewFilesHandler): void {
    this.#handlers.push(handler);
  }

  async tell(tx: Tx, files: readonly NewContent[]): Promise<void> {
    for (const handler of this.#handlers) await handler(tx, files);
  }
}
