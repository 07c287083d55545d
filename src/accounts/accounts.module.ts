import { Global, Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Authenticator } from '../platform/access/authenticator.ts';
import { Config } from '../platform/config/config.ts';
import { AccessTokens, makeJwtService } from './access-tokens.ts';
import { AccountPassword } from './account-password.service.ts';
import { AccountProvisioning } from './account-provisioning.service.ts';
import { Account } from './account.entity.ts';
import { AccountsController } from './accounts.controller.ts';
import { AccountsReader } from './accounts.reader.ts';
import { Accounts } from './accounts.service.ts';
import { Administration } from './administration.ts';
import { JwtAuthenticator } from './jwt-authenticator.ts';
import { JwtStrategy } from './jwt.strategy.ts';
import { OwnPassword } from './own-password.ts';
import { Passwords } from './passwords.ts';
import { Post } from './post.entity.ts';
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
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** Persons, posts, sessions. Global, because the guard in front of every room asks it who is calling. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Account, Post, Session])],
  controllers: [SessionsController, AccountsController],
  providers: [
    { provide: SigningKey, inject: [Config], useFactory: (config: Config) => SigningKey.load(config) },
    { provide: JwtService, inject: [SigningKey], useFactory: makeJwtService },
    { provide: Authenticator, useClass: JwtAuthenticator },
    AccessTokens,
    AccountPassword,
    AccountProvisioning,
    Accounts,
    AccountsReader,
    Administration,
    JwtStrategy,
    OwnPassword,
    Passwords,
    Posts,
    SessionCookies,
    Sessions,
    SessionsReader,
    SignIn,
    SignInCandidates,
    SignInLimiter,
    VisibleAccounts,
  ],
  exports: [
    Authenticator,
    AccountProvisioning,
    AccountsReader,
    Administration,
    OwnPassword,
    Passwords,
    SessionCookies,
    Sessions,
    SessionsReader,
    SignInCandidates,
    SigningKey,
    VisibleAccounts,
  ],
})
export class AccountsModule {}
