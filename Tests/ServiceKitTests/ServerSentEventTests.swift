import ServiceKit
import Testing

@Suite("Server-sent events")
struct ServerSentEventTests {
  private func text(_ event: ServerSentEvent) -> String {
    String(decoding: event.bytes, as: UTF8.self)
  }

  @Test("an event is its fields and an empty line; without data it only tells an id")
  func fields() {
    #expect(
      text(ServerSentEvent(id: "7", type: "package", data: "{}"))
        == "id: 7\nevent: package\ndata: {}\n\n")
    #expect(text(ServerSentEvent(id: "7")) == "id: 7\n\n")
    #expect(text(ServerSentEvent(data: "")) == "data: \n\n")
  }

  @Test("each line of the data is a field of its own, however lines end")
  func lines() {
    #expect(
      text(ServerSentEvent(data: "a\nb\r\nc\rd\n"))
        == "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n")
  }

  @Test("nothing in an id or a type makes another field")
  func injection() {
    #expect(
      text(ServerSentEvent(id: "7\ndata: x\0", type: "a\r\nid: 9", data: "y"))
        == "id: 7data: x\nevent: aid: 9\ndata: y\n\n")
  }
}
