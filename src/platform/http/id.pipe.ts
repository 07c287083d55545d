import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { REQUEST } from '../errors/request.errors.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);

@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isId(text)) throw REQUEST.badId();
    return text.toLowerCase();
  }
}

/** A path parameter that is an identifier: `@Id()` reads `:id`. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, IdPipe);
