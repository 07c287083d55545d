import { Controller, Get } from '@nestjs/common';
import { Access } from '../platform/access/access.decorator.ts';
import { Provider } from './provider.ts';
import { SignInMethodsWire } from './single-sign-on.wire.ts';

/** What the sign-in page may offer. */
@Controller('sign-in-methods')
export class SignInMethodsController {
  constructor(private readonly provider: Provider) {}

  /** Password, and perhaps a provider. */
  @Get()
  @Access('public')
  methods(): SignInMethodsWire {
    const { isOn, name } = this.provider;
    return { password: true, provider: isOn ? { name, url: '/api/v1/single-sign-on' } : null };
  }
}
