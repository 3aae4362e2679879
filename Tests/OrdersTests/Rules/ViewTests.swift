import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Orders

@Suite("Who sees what of an order")
struct ViewTests {
  private func text(_ order: Order, _ actor: Actor, at now: Date = .sample) -> String {
    var writer = JSONWriter()
    OrderView(order: order, actor: actor, now: now, durations: OrderDurations())
      .write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("R-240: a worker never sees price, rate or charge")
  func workerSeesNoCharge() {
    let job = text(.sample(), .worker)
    for word in ["price", "discount", "charge", "100.00", "95.00", "email"] {
      #expect(!job.contains(word))
    }
    #expect(job.contains(#""earning":"60.00""#))
    #expect(job.contains(#""client_first_name":"Murka""#))
    #expect(!job.contains("Ivanova"))
  }

  @Test("A client sees what it costs and not what it earns")
  func clientSeesCharge() {
    let order = text(.sample(), .client)
    #expect(order.contains(#""price":"100.00","discount_percent":5,"charge":"95.00""#))
    #expect(!order.contains("earning"))
    #expect(!order.contains("secret note"))
  }

  @Test("R-140: the client's phone disappears for the worker a week after the end")
  func phone() {
    let order = Order.sample(.completed, endedAt: .sample)
    let week: TimeInterval = 7 * 86_400
    #expect(text(order, .worker, at: .sample + week - 0.001).contains("+7 900 100 20 30"))
    #expect(text(order, .worker, at: .sample + week).contains(#""phone":null"#))
    #expect(text(order, .client, at: .sample + week).contains("+7 900 100 20 30"))
    #expect(text(order, .manager, at: .sample + week).contains("+7 900 100 20 30"))
    #expect(text(.sample(), .worker, at: .distantFuture).contains("+7 900 100 20 30"))
  }

  @Test("R-240: only what is, or may still be, completed earns anything")
  func earned() {
    #expect(Order.sample(.accepted).earned == Order.sample().earning)
    #expect(Order.sample(.completed, endedAt: .sample).earned == Order.sample().earning)
    #expect(Order.sample(.cancelled, endedAt: .sample).earned == .zero)
    #expect(Order.sample(.failed, endedAt: .sample).earned == .zero)
  }
}
