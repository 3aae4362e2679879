import Hummingbird
import Testing

@testable import ServiceKit

@Suite("The catalogue of components")
struct DesignTests {
  @Test("each template that pages share is a page of its own or in the catalogue")
  func complete() throws {
    let pages = try Pages.shared().templates.reached
    let catalogue = DesignComponent.all.map(\.partial)
    let within = ["layout", "fragment", "list", "mistakes", "field", "form-keys"]
    let all = Set(SharedPages.templates.keys)
    #expect(all.subtracting(pages).subtracting(catalogue).subtracting(within) == [])
    #expect(Set(catalogue).subtracting(all) == [] && Set(catalogue).count == catalogue.count)
    _ = try Design()
  }

  @Test("every component is shown in every language, by day and by night")
  func shown() throws {
    #expect(Design.looks.map(\.path).contains("/design/ru/dark") && Design.looks.count == 4)
    let view = DesignView(.example, look: Design.looks[0])
    for component in DesignComponent.all {
      #expect(view.components[component.partial]?.isEmpty == false, "\(component.partial)")
      #expect(DesignView.source.contains("{{> \(component.partial)}}"))
    }
    #expect(DesignView.source.contains("<table class=\"list\">"), "rows that become cards")
  }
}
