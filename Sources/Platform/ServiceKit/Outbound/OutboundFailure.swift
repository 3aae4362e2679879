import AsyncHTTPClient
import NIOCore

/// Why a call brought no answer.
public enum OutboundFailure: Error, Hashable, CustomStringConvertible {
  case tooSlow(Duration)
  /// Nobody was there to be asked.
  case unreachable(String)
  /// By the rules of ``OutboundHosts``.
  case forbiddenHost
  /// The connection ended, or what came over it was no HTTP.
  case brokenOff(String)
  case tooLarge(bytes: Int)
  /// A defect of ours: the answer would be waited for under locks.
  case insideTransaction

  /// Whether the other side may have got the call, and done what it asks for.
  public var mayHaveArrived: Bool {
    switch self {
    case .tooSlow, .brokenOff, .tooLarge: true
    case .unreachable, .forbiddenHost, .insideTransaction: false
    }
  }

  public var description: String {
    switch self {
    case .tooSlow(let time): "no answer within \(time.nanoseconds / 1_000_000) ms"
    case .unreachable(let reason), .brokenOff(let reason): "could not be asked: \(reason)"
    case .forbiddenHost: "its host may not be asked"
    case .tooLarge(let bytes): "answered with more than \(bytes) bytes"
    case .insideTransaction: "must not be asked inside a transaction"
    }
  }

  init(_ error: any Error, of call: OutboundCall) {
    switch error {
    case let failure as OutboundFailure: self = failure
    case is NIOTooManyBytesError: self = .tooLarge(bytes: call.mostBytes)
    case let error as HTTPClientError where error == .deadlineExceeded: self = .tooSlow(call.time)
    case _ where Self.isOfConnecting(error): self = .unreachable("\(type(of: error))")
    default: self = .brokenOff("\(type(of: error))")
    }
  }
}
