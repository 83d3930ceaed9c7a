import { createRoute, z } from '@hono/zod-openapi'
import { findPicture } from '../db/queries/pictures.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { idParam, refusals } from './shared.ts'

const picture = createRoute({
  method: 'get',
  path: '/pictures/{id}',
  tags: ['Findings'],
  summary: 'Picture of an element, with its surroundings; personal data is covered',
  request: { params: idParam },
  responses: {
    200: { description: 'The picture.', content: { 'image/jpeg': { schema: z.any() } } },
    ...refusals,
  },
})

export const pictures = ({ db }: Deps) =>
  createRouter().openapi(picture, async (c) => {
    const { actor, reach } = allowed(c, 'finding.read')
    const found = await findPicture(db, actor, reach, c.req.valid('param').id)
    if (!found) throw notFound('Questa immagine non c’è più.', 'This picture is not there any more.')
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': found.media_type,
      // Its address never shows another picture.
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })
