import { AppModule } from '../../src/app.module.ts';
import { paperGround } from '../../src/platform/openapi/paper-ground.ts';
import { routeTable, type Route } from '../../src/platform/openapi/route-table.ts';

/** Every route of the service, without starting it. Loading the rooms also fills the error catalogue. */
export const allRoutes = (): Route[] => routeTable(AppModule.on(paperGround()));
