import Testing

@testable import Workers

@Suite("R-141: weekly working hours")
struct WorkingHoursTests {
  typealias Shift = WorkingHours.Shift

  @Test("R-141: no hours are no restriction")
  func always() {
    #expect(WorkingHours(shifts: []) == nil)
  }

  @Test("R-141: shifts that overlap or touch are one, in whatever order they come")
  func merging() throws {
    let shifts = [
      Shift(weekday: 2, from: 600, to: 700), Shift(weekday: 1, from: 540, to: 720),
      Shift(weekday: 1, from: 700, to: 1080), Shift(weekday: 1, from: 1080, to: 1100),
      Shift(weekday: 1, from: 1101, to: 1102),
    ]
    let hours = try #require(WorkingHours(shifts: shifts))
    #expect(hours.minutes == [540..<1100, 1101..<1102, 2040..<2140])
    #expect(try #require(WorkingHours(shifts: shifts.reversed())) == hours)
  }

  @Test("R-141: a night is kept as one stretch and shown as two shifts")
  func midnight() throws {
    let night = [Shift(weekday: 5, from: 1320, to: 1440), Shift(weekday: 6, from: 0, to: 360)]
    let hours = try #require(WorkingHours(shifts: night))
    #expect(hours.minutes == [7080..<7560])
    #expect(hours.shifts == night)
  }

  @Test("R-141: hours that are shown are read as the same hours, each time of day too")
  func readAgain() throws {
    for minutes in 0...1440 {
      #expect(TimeOfDay.minutes(TimeOfDay.text(minutes)) == minutes)
    }
    for _ in 0..<2_000 {
      let shifts = (0..<Int.random(in: 1...10)).map { _ in
        let from = Int.random(in: 0..<1440)
        return Shift(
          weekday: .random(in: 1...7), from: from, to: .random(in: from + 1...1440))
      }
      let hours = try #require(WorkingHours(shifts: shifts))
      #expect(WorkingHours(shifts: hours.shifts) == hours)
      #expect(WorkingHours(minutes: hours.minutes) == hours)
    }
  }

  @Test("R-141: the whole week is seven full days")
  func week() throws {
    let hours = try #require(
      WorkingHours(shifts: (1...7).map { Shift(weekday: $0, from: 0, to: 1440) }))
    #expect(hours.minutes == [0..<10_080])
    #expect(hours.shifts.count == 7)
    #expect(hours.shifts.last == Shift(weekday: 7, from: 0, to: 1440))
  }

  @Test("R-141: what is shown says the same as what was set")
  func roundTrip() throws {
    for _ in 0..<1_000 {
      let shifts = (0..<Int.random(in: 1...8)).map { _ in
        let from = Int.random(in: 0..<1440)
        return Shift(weekday: .random(in: 1...7), from: from, to: .random(in: from + 1...1440))
      }
      let hours = try #require(WorkingHours(shifts: shifts))
      #expect(WorkingHours(shifts: hours.shifts) == hours)
      let wanted = Set(
        shifts.flatMap { shift in
          (shift.from..<shift.to).map { (shift.weekday - 1) * 1440 + $0 }
        })
      #expect(Set(hours.minutes.flatMap { Array($0) }) == wanted)
      let gaps = zip(hours.minutes, hours.minutes.dropFirst())
      #expect(gaps.allSatisfy { $0.upperBound < $1.lowerBound })
    }
  }

  @Test(
    "A time of day is HH:MM up to 24:00",
    arguments: [
      ("00:00", 0), ("09:05", 545), ("23:59", 1439), ("24:00", 1440), ("24:01", nil),
      ("25:00", nil), ("12:60", nil), ("9:00", nil), ("09:00:00", nil), ("0900", nil),
      ("-1:00", nil), ("+9:00", nil), ("０９:00", nil), ("", nil),
    ] as [(String, Int?)])
  func times(text: String, minutes: Int?) {
    #expect(TimeOfDay.minutes(text) == minutes)
    if let minutes { #expect(TimeOfDay.text(minutes) == text) }
  }
}
