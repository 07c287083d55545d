import { Controller, Get } from '@nestjs/common';
import { Access } from '../platform/access/access.decorator.ts';
import { DOCUMENT_TYPES } from './document-types.ts';
import { DocumentTypeWire } from './document-type.wire.ts';

@Controller('document-types')
export class DocumentTypesController {
  /** The kinds of documents of the Đoàn and of the State. */
  @Get()
  @Access('signed-in')
  list(): DocumentTypeWire[] {
    return DOCUMENT_TYPES.map(({ code, name, english, abbreviation }) => ({
      code,
      name,
      english,
      stateAbbreviation: abbreviation.state,
      doanAbbreviation: abbreviation.doan,
    }));
  }
}
