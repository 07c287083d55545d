import { Global, Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Authenticator } from '../platform/access/authenticator.ts';
import { Config } from '../platform/config/config.ts';
import { UnitsModule } from '../units/units.module.ts';
import { AccessTokens, makeJwtService } from './access-tokens.ts';
import { AccountPassword } from './account-password.service.ts';
import { AccountProvisioning } from './account-provisioning.service.ts';
import { AccountStandings } from './account-standings.reader.ts';
import { Account } from './account.entity.ts';
import { AccountList, AccountListEntry, AccountListRule } from './account-list.entity.ts';
import { AccountListsController } from './account-lists.controller.ts';
import { AccountListsReader } from './account-lists.reader.ts';
import { AccountLists } from './account-lists.service.ts';
import { AccountsController } from './accounts.controller.ts';
import { AccountsReader } from './accounts.reader.ts';
import { AccountSessionsController } from './account-sessions.controller.ts';
import { AccountSessions } from './account-sessions.service.ts';
import { AccountStanding } from './account-standing.service.ts';
import { AccountUse } from './account-use.ts';
import { Callers } from './callers.reader.ts';
import { HoldingSessions } from './holding-sessions.reader.ts';
import { DisableIdleAccounts } from './idle-accounts.job.ts';
import { OwnPassword } from './own-password.ts';
import { RecoveryCode } from './recovery-code.entity.ts';
import { SecondFactorCheck } from './second-factor-check.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { SecondFactor } from './second-factor.entity.ts';
import { SecondFactorReader } from './second-factor.reader.ts';
import { SecondFactors } from './second-factor.service.ts';
import { ForgetSessions } from './forget-sessions.job.ts';
import { StrongPasswords } from './strong-passwords.ts';
import { Accounts } from './accounts.service.ts';
import { ActivationConditions } from './activation-conditions.ts';
import { Administration } from './administration.ts';
import { JwtAuthenticator } from './jwt-authenticator.ts';
import { JwtStrategy } from './jwt.strategy.ts';
import { Passwords } from './passwords.ts';
import { Post } from './post.entity.ts';
import { PostHandover } from './post-handover.service.ts';
import { Posts } from './posts.service.ts';
import { SessionCookies } from './session-cookies.ts';
import { Session } from './session.entity.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsReader } from './sessions.reader.ts';
import { Sessions } from './sessions.service.ts';
import { SignInCandidates } from './sign-in-candidates.reader.ts';
import { SignIn } from './sign-in.service.ts';
import { SignInLimiter } from './sign-in-limiter.ts';
import { SigningKey } from './signing-key.ts';
import { Staffing } from './staffing.ts';
import { ToBeActivated } from './to-be-activated.reader.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** Persons, posts, sessions. Global, because the guard in front of every room asks it who is calling. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Account,
      AccountList,
      AccountListEntry,
      AccountListRule,
      Post,
      RecoveryCode,
      SecondFactor,
      Session,
    ]),
    UnitsModule,
  ],
  controllers: [
    SessionsController,
    AccountsController,
    AccountListsController,
    AccountSessionsController,
    SecondFactorController,
  ],
  providers: [
    { provide: SigningKey, inject: [Config], useFactory: (config: Config) => SigningKey.load(config) },
    { provide: JwtService, inject: [SigningKey], useFactory: makeJwtService },
    { provide: Authenticator, useClass: JwtAuthenticator },
    AccessTokens,
    AccountLists,
    AccountListsReader,
    AccountPassword,
    AccountProvisioning,
    AccountStandings,
    Accounts,
    AccountsReader,
    AccountSessions,
    AccountStanding,
    AccountUse,
    ActivationConditions,
    Administration,
    Callers,
    DisableIdleAccounts,
    ForgetSessions,
    HoldingSessions,
    JwtStrategy,
    OwnPassword,
    Passwords,
    PostHandover,
    Posts,
    SecondFactorCheck,
    SecondFactorReader,
    SecondFactors,
    SessionCookies,
    Sessions,
    SessionsReader,
    SignIn,
    SignInCandidates,
    SignInLimiter,
    Staffing,
    StrongPasswords,
    ToBeActivated,
    VisibleAccounts,
  ],
  exports: [
    AccountLists,
    AccountListsReader,
    ActivationConditions,
    Authenticator,
    AccountProvisioning,
    AccountStandings,
    AccountsReader,
    Administration,
    Callers,
    HoldingSessions,
    OwnPassword,
    Passwords,
    PostHandover,
    SessionCookies,
    Sessions,
    SessionsReader,
    SignInCandidates,
    SignInLimiter,
    SigningKey,
    Staffing,
    StrongPasswords,
    ToBeActivated,
    AccountPassword,
    AccountUse,
    SecondFactorCheck,
    VisibleAccounts,
  ],
})
export class AccountsModule {}
