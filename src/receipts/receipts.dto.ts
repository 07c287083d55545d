import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../platform/http/page.dto.ts';

/** Which receipts: of one delivery, of one document, or of all that concern the caller's units. */
export class ReceiptsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  deliveryId?: string;

  @IsOptional()
  @IsUUID()
  documentId?: string;
}
