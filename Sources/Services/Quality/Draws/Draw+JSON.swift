import ServiceKit

extension Draw: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("id", id)
    writer.field("seed", seed.text)
    writer.field("from", terms.from)
    writer.field("to", terms.to)
    writer.field("service_type_id", terms.serviceType)
    writer.field("service_type_name", serviceTypeName)
    writer.field("worker_id", terms.worker)
    writer.field("worker_name", workerName)
    writer.field("per", terms.grouping.rawValue)
    writer.field("count", terms.share.count)
    writer.field("percent", terms.share.percent)
    writer.field("population", population)
    writer.field("population_sha256", populationDigest)
    writer.field("drawn", drawn)
    writer.field("by", by)
    writer.field("by_name", byName)
    writer.field("at", at)
  }
}

extension WholeDraw: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    draw.writeFields(to: &writer)
    writer.field("groups", groups)
    writer.field("orders", orders)
    writer.endObject()
  }
}

extension DrawGroup: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("name", name)
    writer.field("population", population)
    writer.field("drawn", drawn)
    writer.endObject()
  }
}

extension DrawnOrder: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("order_id", order)
    writer.field("review_id", review)
    writer.field("service_type_name", serviceTypeName)
    writer.field("worker_name", workerName)
    writer.field("ended_at", endedAt)
    writer.field("digest", digest)
    writer.field("rank", rank)
    writer.endObject()
  }
}
