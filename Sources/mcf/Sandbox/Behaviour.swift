import ServiceKit

/// How well a party outside works.
protocol Behaviour: JSONWritable, Sendable {
  /// The same, with what a form says otherwise.
  ///
  /// - Throws: a 400 problem with all mistakes.
  func changed(by form: Form) throws -> Self
}

extension Behaviour {
  /// In seconds.
  static var delays: ClosedRange<Double> { 0...86_400 }
  static var rates: ClosedRange<Double> { 0...1 }
}

/// Whether something happens that does so at this rate: never at 0, always at 1.
func happens(at rate: Double) -> Bool { Double.random(in: 0..<1) < rate }
