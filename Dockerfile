FROM node:22-slim AS build
WORKDIR /actum
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /actum
COPY --from=build /actum/package.json ./
COPY --from=build /actum/node_modules ./node_modules
COPY --from=build /actum/dist ./dist
COPY --from=build /actum/migrations ./migrations
COPY --from=build /actum/packs ./packs
RUN install --directory --owner=node --group=node /var/lib/actum
VOLUME /var/lib/actum
USER node
CMD ["node", "--max-semi-space-size=32", "dist/apps/api/main.js"]
