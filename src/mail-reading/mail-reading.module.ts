import { Module } from '@nestjs/common';
import { ReadingThreads } from './reading-threads.ts';

/** Takes mails apart, in threads of their own: those of old inboxes and those that still come. */
@Module({ providers: [ReadingThreads], exports: [ReadingThreads] })
export class MailReadingModule {}
