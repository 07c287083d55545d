#!/bin/bash
# Run once by the postgres image, on an empty volume. By hand on any server: PGHOST=… PGUSER=postgres bash roles.sh
#   gnvb_owner    owns the database and its tables; migrations run as it (DATABASE_OWNER_URL)
#   gnvb_app      holds the service's rights, granted by the migrations; nobody logs in as it
#   gnvb_service  the service's login, a member of gnvb_app and owner of nothing (DATABASE_URL)
set -euo pipefail
: "${GNVB_OWNER_PASSWORD:?}" "${GNVB_SERVICE_PASSWORD:?}"

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-${PGUSER:-postgres}}" --dbname postgres \
  --set owner_password="$GNVB_OWNER_PASSWORD" --set service_password="$GNVB_SERVICE_PASSWORD" <<'SQL'
create role gnvb_owner login password :'owner_password';
create role gnvb_app nologin;
create role gnvb_service login password :'service_password' in role gnvb_app;
create database gnvb owner gnvb_owner encoding 'UTF8' template template0;
revoke all on database gnvb from public;
grant connect on database gnvb to gnvb_service;
SQL
