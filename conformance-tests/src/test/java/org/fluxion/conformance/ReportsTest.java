package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.fluxion.Backends;
import org.fluxion.conformance.RuleVerdict.Status;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What people and build servers read of a run. */
class ReportsTest {
  /** What the schema of Jenkins' xUnit plugin says about the elements that we write. */
  private static final String SCHEMA =
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:complexType name="told" mixed="true">
          <xs:attribute name="type" type="xs:string"/>
          <xs:attribute name="message" type="xs:string"/>
        </xs:complexType>
        <xs:attributeGroup name="counts">
          <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
          <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
          <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
        </xs:attributeGroup>
        <xs:element name="testsuites">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded">
                      <xs:complexType>
                        <xs:choice minOccurs="0">
                          <xs:element name="skipped" type="told"/>
                          <xs:element name="failure" type="told"/>
                        </xs:choice>
                        <xs:attribute name="name" type="xs:string" use="required"/>
                        <xs:attribute name="classname" type="xs:string"/>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attributeGroup ref="counts"/>
                  <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="name" type="xs:string"/>
            <xs:attributeGroup ref="counts"/>
          </xs:complexType>
        </xs:element>
      </xs:schema>
      """;

  /** Pulls back three times too much, stops at order 1, and says things that markup must quote. */
  private static final class Wrong extends Faulty {
    @Override
    public Capabilities capabilities() {
      return super.capabilities().withHighestOrder(1);
    }

    @Override
    Linearization wrap(Linearization given) {
      return new Given(given) {
        @Override
        public Tensor[] pullback(Tensor... cotangents) {
          if (cotangents[0].rank() == 1) {
            throw new IllegalStateException("a < b & \"c\" \u0001 > 'd'\nsecond line");
          }
          return Arrays.stream(super.pullback(cotangents))
              .map(t -> t.times(3))
              .toArray(Tensor[]::new);
        }
      };
    }
  }

  private static final ConformanceReport REPORT =
      ConformanceRun.of(new Wrong()).only("B1.1", "B1.4", "B1.6", "B1.8", "B6.6").run();

  private static Document parsed(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  void theReportHasAllThreeVerdicts() {
    assertEquals(Status.FAILED, REPORT.verdicts().get(0).status());
    assertEquals(Status.PASSED, REPORT.verdicts().get(1).status());
    assertEquals(Status.SKIPPED, REPORT.verdicts().get(3).status());
  }

  @Test
  void theXmlKeepsTheSchemaOfTestResults() throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(new StreamSource(new StringReader(SCHEMA)))
        .newValidator()
        .validate(new StreamSource(new StringReader(JUnitReport.of(REPORT))));
  }

  @Test
  void theXmlHasEachCaseOnceAndCountsThem() throws Exception {
    Document xml = parsed(JUnitReport.of(REPORT));
    long cases = REPORT.verdicts().stream().mapToLong(v -> v.outcomes().size()).sum();
    assertEquals(cases, elements(xml, "testcase").size());
    assertEquals(String.valueOf(cases), xml.getDocumentElement().getAttribute("tests"));
    assertEquals(REPORT.failures().size(), elements(xml, "failure").size());
    for (Element suite : elements(xml, "testsuite")) {
      int failures = suite.getElementsByTagName("failure").getLength();
      int skipped = suite.getElementsByTagName("skipped").getLength();
      assertEquals(String.valueOf(failures), suite.getAttribute("failures"));
      assertEquals(String.valueOf(skipped), suite.getAttribute("skipped"));
    }
    Element skipped = elements(xml, "skipped").get(0);
    assertTrue(
        skipped.getAttribute("message").contains("order 1"), skipped.getAttribute("message"));
  }

  @Test
  void theXmlTellsAFailureAsItIs() throws Exception {
    List<Element> failures = elements(parsed(JUnitReport.of(REPORT)), "failure");
    Element sum =
        failures.stream()
            .filter(f -> f.getAttribute("message").contains("B1.1") && isOf(f, "a sum of squares"))
            .findFirst()
            .orElseThrow();
    assertEquals("org.fluxion.conformance.Mismatch", sum.getAttribute("type"));
    assertTrue(sum.getTextContent().contains("expected: [2.0, -4.0, 6.0]"), sum.getTextContent());
    assertTrue(sum.getTextContent().contains("got:      [6.0, -12.0, 18.0]"));
    Element thrown =
        failures.stream()
            .filter(f -> f.getAttribute("type").equals(IllegalStateException.class.getName()))
            .findFirst()
            .orElseThrow();
    // U+0001 cannot be in XML at all.
    String message = "a < b & \"c\" \\u0001 > 'd'\nsecond line";
    assertTrue(thrown.getAttribute("message").contains(message), thrown.getAttribute("message"));
  }

  private static boolean isOf(Element failure, String subject) {
    return ((Element) failure.getParentNode()).getAttribute("name").equals(subject);
  }

  @Test
  void thePageIsAMatrixOfRulesAndOperators() throws Exception {
    Document page = parsed(HtmlReport.of(REPORT));
    NodeList rows = elements(page, "table").get(0).getElementsByTagName("tr");
    assertEquals(1 + REPORT.verdicts().size(), rows.getLength());
    assertEquals(
        List.of(
            "rule",
            "level",
            "verdict",
            "gradient",
            "pushforward",
            "pullback",
            "hvp",
            "several or none"),
        texts((Element) rows.item(0), "th"));
    List<String> gradient = texts((Element) rows.item(1), "td");
    int cases = REPORT.verdicts().get(0).outcomes().size();
    int failed = REPORT.verdicts().get(0).failures().size();
    assertEquals("required", gradient.get(0));
    assertEquals("failed", gradient.get(1));
    assertEquals((cases == failed ? "" : "✓ " + (cases - failed)) + "✗ " + failed, gradient.get(2));
    assertEquals(List.of("", "", "", ""), gradient.subList(3, 7));
    List<String> hvp = texts((Element) rows.item(4), "td");
    assertEquals("skipped", hvp.get(1));
    assertEquals("– " + REPORT.verdicts().get(3).skips().size(), hvp.get(5));
  }

  private static List<String> texts(Element row, String name) {
    NodeList cells = row.getElementsByTagName(name);
    return IntStream.range(0, cells.getLength())
        .mapToObj(i -> cells.item(i).getTextContent())
        .toList();
  }

  @Test
  void thePageShowsEachFailureWithAllThatItTakesToSeeItAgain() throws Exception {
    Document page = parsed(HtmlReport.of(REPORT));
    List<List<String>> failures =
        elements(page, "dl").stream().map(failure -> texts(failure, "dd")).toList();
    assertEquals(REPORT.failures().size(), failures.size());
    RuleOutcome.Failed first =
        REPORT.failures().stream()
            .filter(failed -> failed.tried().function().equals("a sum of squares"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        failures.contains(
            List.of(
                "a sum of squares",
                "gradient",
                "[1.0, -2.0, 3.0]",
                "[2.0, -4.0, 6.0]",
                "[6.0, -12.0, 18.0]",
                first.program())),
        failures::toString);
  }

  @Test
  void thePageNeedsNoOtherFileAndNoScript() {
    String page = HtmlReport.of(REPORT);
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("src="), page);
    assertFalse(page.contains("<link"), page);
    assertTrue(page.contains("order 1 as its highest"), "reasons of skips");
  }

  @Test
  void aPageWithoutFailuresHasNoSectionForThem() throws Exception {
    ConformanceReport good = ConformanceRun.of(Backends.named("reverse")).only("B6.6").run();
    assertEquals(0, elements(parsed(HtmlReport.of(good)), "h2").size());
  }
}
