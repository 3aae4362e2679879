import Contracts
import FoundationEssentials
import ServiceKit

/// What an external step is sent. The names are a contract, documented in the OpenAPI document
/// under `MatchingStepQuestion`. Of cats it tells no name, phone or e-mail.
struct ExternalQuestion: JSONWritable, Sendable {
  let step: ExactText
  let task: MatchTask
  let reference: ReferenceSample
  let samples: [NormalSample]
  /// What the earlier steps said that this one needs; one verdict a sample each.
  let values: [(step: ExactText, verdicts: [Verdict])]

  init(
    step index: Int, of pipeline: Pipeline, task: MatchTask, reference: ReferenceSample,
    samples: [NormalSample], results: [StepResult]
  ) {
    step = pipeline.steps[index].name
    self.task = task
    self.reference = reference
    self.samples = samples
    values = pipeline.needs(of: index).sorted().compactMap {
      results[$0].verdicts.isEmpty ? nil : (pipeline.steps[$0].name, results[$0].verdicts)
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("step", step)
    writer.field("task", task)
    writer.key("reference_sample")
    writer.beginObject()
    writer.field("id", reference.id)
    writer.endObject()
    writer.key("candidates")
    writer.beginArray()
    for sample in samples { write(sample, to: &writer) }
    writer.endArray()
    writer.key("values")
    writer.beginObject()
    for (step, verdicts) in values { write(step, verdicts, to: &writer) }
    writer.endObject()
    writer.endObject()
  }

  private func write(_ sample: NormalSample, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", sample.id)
    writer.key("characteristics")
    writer.beginObject()
    for (name, points) in zip(Characteristics.names, sample.characteristics.points) {
      writer.field(name, Int(points))
    }
    writer.endObject()
    writer.field("strengths", sample.characteristics.strengths)
    writer.field("weaknesses", sample.characteristics.weaknesses)
    writer.field("completed", sample.completed)
    writer.field("failed", sample.failed)
    writer.field("cancelled", sample.cancelled)
    writer.field("recent_load", sample.recentLoad(at: task.askedAt))
    writer.endObject()
  }

  private func write(_ step: ExactText, _ verdicts: [Verdict], to writer: inout JSONWriter) {
    writer.key(step.text)
    writer.beginObject()
    for (sample, verdict) in zip(samples, verdicts) {
      writer.field(sample.id.uuidString.lowercased(), verdict)
    }
    writer.endObject()
  }
}

extension MatchTask: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("service_type_id", serviceTypeID)
    writer.field("service_type", serviceTypeName)
    writer.field("description", description)
    writer.field("place", place)
    writer.field("scheduled_at", scheduledAt)
    writer.field("ends_at", endsAt)
    writer.key("characteristics")
    writer.beginObject()
    for each in weights { writer.field(Characteristics.names[each.index], each.weight) }
    writer.endObject()
    writer.endObject()
  }
}
