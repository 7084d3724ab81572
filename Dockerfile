# The app at home. Debian and not Alpine, since workerd is made for glibc. Understood by the classic builder
# too; nothing here is bound to one architecture. Dependabot keeps the digests fresh, and does not look into ARG.

FROM node:24-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS build
WORKDIR /app

# For strip: workerd comes with 40 MB of symbols.
RUN apt-get update \
 && apt-get install -y --no-install-recommends binutils \
 && rm -rf /var/lib/apt/lists/*

# Without scripts: they would only bring a second Node.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

COPY tsconfig.json wrangler.toml ./
COPY src ./src
COPY templates ./templates
RUN node src/home/build.ts && rm dist/*.map dist/README.md

# What runs is less than what is installed: miniflare needs sharp only for the images binding, and its
# explorer's page and workerd's worker.mjs not at all; nobody reads types and source maps.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@img node_modules/sharp node_modules/zod/src node_modules/miniflare/dist/local-explorer-ui node_modules/workerd/worker.mjs \
 && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' -o -name '*.map' -o -name '*.md' \) -delete \
 && strip node_modules/@cloudflare/workerd-*/bin/workerd

# Without settings it ends at once, but it has compiled everything by then, and leaves that behind: for this user only,
# whose number Node puts into the folder's name.
RUN mkdir -p node_modules/.cache && chown node:node node_modules/.cache
USER node
RUN node src/home/main.ts 2> /dev/null || test -d node_modules/.cache/compiled
USER root

# The slim image trusts no certificate authority, and workerd asks the system. Node brings Mozilla's list.
RUN node -p 'tls.rootCertificates.join("\n")' > /ca-certificates.crt


FROM node:24-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
WORKDIR /app
COPY --from=build /ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json .dev.vars.example ./
COPY migrations ./migrations
COPY src/log.ts ./src/
COPY src/settings ./src/settings
COPY src/home ./src/home

# A fresh volume takes over the owner of the folder that it covers.
RUN mkdir /data /config && chown node:node /data
USER node
VOLUME /data
# glibc keeps what Node gave back after loading; told to return it, Node has some 30 MB less (measured: 194 to 164 MB).
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 MALLOC_MMAP_THRESHOLD_=131072
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 DATA_DIR=/data SETTINGS_DIR=/config
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["node", "src/home/check-health.ts"]
CMD ["node", "src/home/main.ts"]
