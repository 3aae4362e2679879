import Contracts
import HTTPTypes
import Testing

@testable import ServiceKit

@Suite("Room for photos")
struct PhotoRoomTests {
  private func arrive(_ room: inout PhotoRoomStateMachine, _ most: Int) throws -> Int {
    let id = room.arrive(most: most)
    return try #require(id)
  }

  private func ask(_ room: inout PhotoRoomStateMachine, _ id: Int, _ bytes: Int) -> [Int] {
    room.want(bytes, id)
    return room.next()
  }

  @Test("who asks for what is left gets it, and holds no more than came")
  func free() throws {
    var room = PhotoRoomStateMachine(capacity: 100, places: 12)
    let first = try arrive(&room, 60)
    let second = try arrive(&room, 60)
    #expect(ask(&room, first, 10) == [first])
    #expect(ask(&room, second, 10) == [second])
    #expect(room.used == 20)
    room.leave(first)
    #expect(room.used == 10)
  }

  @Test("a piece after which the first could not be finished has to wait for it")
  func safe() throws {
    var room = PhotoRoomStateMachine(capacity: 100, places: 12)
    let first = try arrive(&room, 60)
    let second = try arrive(&room, 60)
    #expect(ask(&room, first, 30) == [first])
    #expect(ask(&room, second, 40) == [second])
    #expect(ask(&room, second, 10).isEmpty && room.waits(second))
    #expect(ask(&room, first, 30) == [first])
    room.leave(first)
    #expect(room.next() == [second])
  }

  @Test("who comes later does not overtake who waits, and who gives up holds up nobody")
  func order() throws {
    var room = PhotoRoomStateMachine(capacity: 100, places: 12)
    let ids = (0..<3).compactMap { _ in room.arrive(most: 100) }
    #expect(ask(&room, ids[0], 10) == [ids[0]])
    #expect(ask(&room, ids[1], 10).isEmpty)
    #expect(ask(&room, ids[2], 1).isEmpty)
    room.leave(ids[1])
    #expect(room.next().isEmpty)
    room.leave(ids[0])
    #expect(room.next() == [ids[2]])
  }

  @Test("whatever comes in whatever order, the budget holds and everybody is finished in the end")
  func everybody() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      var room = PhotoRoomStateMachine(capacity: 100, places: 12)
      var missing: [Int: Int] = [:]
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let most = Int.random(in: 1...100, using: &random)
        missing[try arrive(&room, most)] = most
      }
      var rounds = 0
      while !missing.isEmpty, rounds < 10_000 {
        rounds += 1
        for (id, left) in missing.sorted(by: { $0.key < $1.key }) where !room.waits(id) {
          guard left > 0 else {
            room.leave(id)
            missing[id] = nil
            _ = room.next()
            continue
          }
          let piece = Int.random(in: 1...left, using: &random)
          missing[id] = left - piece
          _ = ask(&room, id, piece)
          #expect(room.used <= 100)
        }
      }
      #expect(missing.isEmpty)
    }
  }

  @Test(
    "who waits goes on when there is room, and is told to come again when there is none in time")
  func waiting() async throws {
    let metrics = PrometheusRegistry()
    let room = PhotoRoom(bytes: 30, places: 2, used: PhotoRooms.uploaded, factory: metrics)
    let first = try room.enter(atMost: 10)
    #expect(room.take(10, first))
    let second = try room.enter(atMost: 10)
    #expect(!room.take(5, second))
    #expect(metrics.text.contains("mcf_photo_bytes 30.0\n"))
    let impatient = Task { await room.wait(second) }
    impatient.cancel()
    #expect(await !impatient.value)
    let problem = #expect(throws: Problem.self) { _ = try room.enter(atMost: 10) }
    #expect(problem?.slug == "too-many-photos" && problem?.headers[.retryAfter] != nil)
    #expect(metrics.text.contains("mcf_photos_refused_total 1\n"))
    room.leave(second)
    let third = try room.enter(atMost: 10)
    #expect(!room.take(5, third))
    let patient = Task { await room.wait(third) }
    room.leave(first)
    #expect(await patient.value)
    room.leave(third)
    #expect(metrics.text.contains("mcf_photo_bytes 0.0\n"))
  }
}
