import { Controller, Get } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { HomeReader } from './home.reader.ts';
import { HomeWire } from './home.wire.ts';

/** The page everybody begins with. */
@Controller('home')
@Access('signed-in')
export class HomeController {
  constructor(private readonly reader: HomeReader) {}

  /** What waits for the caller, by role: of units what they are waited for and have under way, of administrators what is not in order. */
  @Get()
  home(@Caller() caller: Principal): Promise<HomeWire> {
    return this.reader.home(caller);
  }
}
