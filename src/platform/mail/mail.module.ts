import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type Provider,
  type Type,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../config/config.ts';
import { LOGGER } from '../log/logger.ts';
import { DevMailController } from './catcher/dev-mail.controller.ts';
import { ImapClients } from './imap-client.ts';
import { MailCatcher } from './catcher/mail-catcher.ts';
import { Mail } from './mail.ts';
import { MailChecks } from './mail-checks.ts';
import { MailOutbox } from './mail-outbox.ts';
import { MailOutcomes } from './mail-outcomes.ts';
import { MAIL_SERVER, MailTransport, type MailServer } from './mail-transport.ts';
import { RequeueMail } from './requeue-mail.job.ts';
import { SendMailJob } from './send-mail.job.ts';

interface Server {
  readonly providers: Provider[];
  readonly controllers: Type[];
}

/** Mail going out. Rooms inject `Mail`. */
@Global()
@Module({})
export class MailModule implements OnApplicationBootstrap {
  constructor(
    private readonly transport: MailTransport,
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  static on(config: Config): DynamicModule {
    const { providers, controllers } = serverOf(config);
    return {
      module: MailModule,
      controllers,
      providers: [
        ...providers,
        Mail,
        MailChecks,
        MailOutbox,
        MailOutcomes,
        MailTransport,
        SendMailJob,
        RequeueMail,
        ImapClients,
      ],
      exports: [Mail, ImapClients],
    };
  }

  onApplicationBootstrap(): void {
    if (!this.transport.hasServer && this.config.area === 'real')
      this.log.warn('SMTP_URL is not set: mails are queued and wait until it is');
  }
}

/** The server of SMTP_URL; without it the catcher, or in production none. */
function serverOf(config: Config): Server {
  const url = config.get('SMTP_URL');
  if (url) return { providers: [provideServer(async () => url)], controllers: [] };
  if (config.isProduction || config.area === 'practice') return { providers: [provideServer(null)], controllers: [] };
  const caught = {
    provide: MAIL_SERVER,
    inject: [MailCatcher],
    useFactory: (catcher: MailCatcher) => () => catcher.url(),
  };
  return { providers: [MailCatcher, caught], controllers: [DevMailController] };
}

const provideServer = (server: MailServer): Provider => ({ provide: MAIL_SERVER, useValue: server });
