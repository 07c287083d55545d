import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttemptCookie } from './attempt-cookie.ts';
import { ExternalIdentitiesController } from './external-identities.controller.ts';
import { ExternalIdentities } from './external-identities.service.ts';
import { ExternalIdentity } from './external-identity.entity.ts';
import { ForgetUsedAttempts } from './forget-used-attempts.job.ts';
import { Provider } from './provider.ts';
import { SignInMethodsController } from './sign-in-methods.controller.ts';
import { SingleSignOnController } from './single-sign-on.controller.ts';
import { SingleSignOn } from './single-sign-on.service.ts';

/** Signing in through an OpenID Connect provider, beside passwords. */
@Module({
  imports: [TypeOrmModule.forFeature([ExternalIdentity])],
  controllers: [SingleSignOnController, ExternalIdentitiesController, SignInMethodsController],
  providers: [AttemptCookie, ExternalIdentities, ForgetUsedAttempts, Provider, SingleSignOn],
})
export class SingleSignOnModule {}
