import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivationCode } from './activation-code.entity.ts';
import { ActivationCodesController } from './activation-codes.controller.ts';
import { ActivationCodesReader } from './activation-codes.reader.ts';
import { ActivationCodes } from './activation-codes.service.ts';
import { Activation } from './activation.service.ts';
import { ActivationsController } from './activations.controller.ts';
import { ForgetCredentials } from './forget-credentials.job.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { MailPasswordResets } from './password-reset.job.ts';
import { PasswordResetsController } from './password-resets.controller.ts';
import { PasswordResets } from './password-resets.service.ts';
import { RequestLimiter } from './request-limiter.ts';

/** The ways to a password of one's own: a code from an administrator, a link by mail. Stands on accounts; nobody stands on it. */
@Module({
  imports: [TypeOrmModule.forFeature([ActivationCode, PasswordReset])],
  controllers: [ActivationCodesController, ActivationsController, PasswordResetsController],
  providers: [
    Activation,
    ActivationCodes,
    ActivationCodesReader,
    ForgetCredentials,
    MailPasswordResets,
    PasswordResets,
    RequestLimiter,
  ],
})
export class CredentialsModule {}
