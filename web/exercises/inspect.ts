import { client, type InspectionShape } from '../client.ts'
import { FrameSilent, inspectInFrame } from './frame-inspector.ts'
import { type Answer, type Exercise, type Grade, grade, inspectionOf } from './learning.ts'

/** Who looked at the page: the sandboxed frame here, or the server when the frame kept silent. */
export interface Judged {
  readonly grade: Grade | null
  readonly byServer: boolean
}

/** The verdict on an answer, without a word to the server as long as the frame answers. */
export async function judge(exercise: Exercise, answer: Answer): Promise<Judged> {
  const asked = inspectionOf(exercise, answer)
  if (!asked) return { grade: grade(exercise, answer) ?? null, byServer: false }
  // Judged by Rampa's own rules too, which are on the server.
  if (exercise.kind === 'own-site') return judgeOnServer(exercise, answer, false)
  try {
    const seen = await inspectInFrame(asked.html, asked.wanted)
    return { grade: grade(exercise, answer, seen) ?? null, byServer: false }
  } catch (cause) {
    if (!(cause instanceof FrameSilent)) throw cause
  }
  return judgeOnServer(exercise, answer, true)
}

async function judgeOnServer(exercise: Exercise, answer: Answer, byServer: boolean): Promise<Judged> {
  const seen = await client.post<InspectionShape>('/inspections', { exercise: exercise.id, answer })
  return { grade: grade(exercise, answer, seen) ?? null, byServer }
}
