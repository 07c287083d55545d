import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UnitsModule } from '../units/units.module.ts';
import { ActivationCode } from './activation-code.entity.ts';
import { ActivationCodesController } from './activation-codes.controller.ts';
import { ActivationCodesReader } from './activation-codes.reader.ts';
import { ActivationCodes } from './activation-codes.service.ts';
import { Activation } from './activation.service.ts';
import { ActivationsController } from './activations.controller.ts';
import { ForgetCredentials } from './forget-credentials.job.ts';
import { CodeReceivers } from './code-receivers.ts';
import { HandingBook } from './handing-book.service.ts';
import { HandingsReader } from './handings.reader.ts';
import { Handings } from './handings.service.ts';
import { HandoutHanding } from './handout-handing.entity.ts';
import { HandoutsController } from './handouts.controller.ts';
import { Handouts } from './handouts.service.ts';
import { NewCodes } from './new-codes.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { MailPasswordResets } from './password-reset.job.ts';
import { PasswordResetsController } from './password-resets.controller.ts';
import { PasswordResets } from './password-resets.service.ts';
import { RequestLimiter } from './request-limiter.ts';

/** The ways to a password of one's own: a code from an administrator, a link by mail. Stands on accounts; nobody stands on it. */
@Module({
  imports: [TypeOrmModule.forFeature([ActivationCode, HandoutHanding, PasswordReset]), UnitsModule],
  controllers: [ActivationCodesController, ActivationsController, HandoutsController, PasswordResetsController],
  providers: [
    Activation,
    ActivationCodes,
    ActivationCodesReader,
    CodeReceivers,
    ForgetCredentials,
    HandingBook,
    Handings,
    HandingsReader,
    Handouts,
    MailPasswordResets,
    NewCodes,
    PasswordResets,
    RequestLimiter,
  ],
})
export class CredentialsModule {}
