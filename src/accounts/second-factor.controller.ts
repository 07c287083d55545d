import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { ConfirmSecondFactorBody, EnrolSecondFactorBody, SecondFactorProofBody } from './second-factor.dto.ts';
import { SecondFactorReader } from './second-factor.reader.ts';
import { SecondFactors } from './second-factor.service.ts';
import { RecoveryCodesWire, SecondFactorEnrolmentWire, SecondFactorWire } from './second-factor.wire.ts';

/** One's own second factor: codes of an authenticator app (RFC 6238) besides the password. */
@Controller('second-factor')
export class SecondFactorController {
  constructor(
    private readonly reader: SecondFactorReader,
    private readonly factors: SecondFactors,
  ) {}

  @Get()
  @Access('signed-in')
  state(@Caller() caller: Principal): Promise<SecondFactorWire> {
    return this.reader.own(caller);
  }

  /** Begins to set it up: secret and QR code, shown once. It counts only after a first code was given. */
  @Post()
  @Access('signed-in')
  @Fails(ACCOUNTS.secondFactorOn, ACCOUNTS.wrongCurrentPassword, ACCOUNTS.tooManyTries, ACCOUNTS.signInBusy)
  enrol(@Caller() caller: Principal, @Body() body: EnrolSecondFactorBody): Promise<SecondFactorEnrolmentWire> {
    return this.factors.enrol(caller, body.password);
  }

  /** Turns it on with a first code. Answers ten recovery codes, shown once; ends the other sessions. */
  @Post('confirmation')
  @Access('signed-in')
  @Fails(ACCOUNTS.secondFactorOn, ACCOUNTS.wrongProof)
  async confirm(@Caller() caller: Principal, @Body() body: ConfirmSecondFactorBody): Promise<RecoveryCodesWire> {
    return { recoveryCodes: await this.factors.confirm(caller, body.code) };
  }

  /** Ten new recovery codes, shown once; the old ones are void. */
  @Post('recovery-codes')
  @Access('signed-in')
  @Fails(ACCOUNTS.secondFactorOff, ACCOUNTS.wrongProof, ACCOUNTS.tooManyTries, ACCOUNTS.signInBusy)
  async renewCodes(@Caller() caller: Principal, @Body() body: SecondFactorProofBody): Promise<RecoveryCodesWire> {
    return { recoveryCodes: await this.factors.renewCodes(caller, body.password, body.code) };
  }

  /** Turns it off. */
  @Post('ending')
  @Access('signed-in')
  @HttpCode(204)
  @Fails(ACCOUNTS.secondFactorOff, ACCOUNTS.wrongProof, ACCOUNTS.tooManyTries, ACCOUNTS.signInBusy)
  turnOff(@Caller() caller: Principal, @Body() body: SecondFactorProofBody): Promise<void> {
    return this.factors.turnOff(caller, body.password, body.code);
  }
}
