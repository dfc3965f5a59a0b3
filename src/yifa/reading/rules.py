"""Every rule of the reader with an example of each, for people: what it recognises and where it speaks.

The rules themselves are functions and data in the modules beside this one; a test asserts that each example is
really read by its rule, and the reference page is made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id as figures and relations carry it, what it recognises, a text in which it speaks."""

    id: str
    zh: str
    example: str


FINDING = (
    Rule("digits", "阿拉伯数字，全角半角一样，千位分隔符可有可无", "审查合同１，２０８份，提出意见36条。"),
    Rule("chinese_numeral", "汉字数词加量词", "召开常务会议二十三次。"),
    Rule("ten_thousands", "数字后面的万、亿计入数值，不计入单位", "罚没款1.6亿元。"),
    Rule("few_after", "数字后面的余、多：不止此数", "走访企业三百多家。"),
    Rule("approximator_after", "单位后面的以上、以下、左右：写在数里面", "群众知晓率92%以上。"),
    Rule("approximator_before", "数字前面的近、约、超过、不足；预约、就近不算", "排查隐患近800处。"),
    Rule("percent", "百分比", "网上可办率99.5%。"),
    Rule("percent_in_words", "用汉字写的百分比", "公示率达到百分之百。"),
    Rule("percentage_points", "百分点是两个百分比之差，单位连“个”一起写", "败诉率下降2.3个百分点。"),
    Rule("fraction", "几分之几，也有用斜线写的", "三分之二的村配备了法律顾问，占全市的1/5。"),
    Rule("twin_measure", "带括号的量词当作一个", "培训执法人员300余人（次）。"),
    Rule("work_duration", "办一件事用多久，是数；服务圈的分钟、连续几年，不是", "办理时限压缩至3个工作日。"),
    Rule("shared_unit", "一串数字共用最后一个的单位", "四个科室分别办理18、25、31、7件。"),
    Rule("range", "从几到几：两个数，共用后面的单位", "每个站点配备3—5名调解员。"),
)

PASSING = (
    Rule("in_title", "书名号里：法律、文件的名称", "印发《提升执法质量三十条措施》。"),
    Rule("furniture", "网页上的浏览次数、电话、编码", "浏览次数：2316次"),
    Rule("document_number", "文号、门牌号", "依据市司发〔2023〕18号办理。"),
    Rule("in_quotation", "引号里：名称、口号", "擦亮“3个一”品牌。"),
    Rule("date", "年月日、届、两级、连续两年、号、岁", "2023年5月9日起施行，市县两级联动。"),
    Rule("enumerator", "段落前的序号", "工作如下。\n（1）加强领导。"),
    Rule("ordinal", "第几、首批：次序不是数量", "第3批清单已经公布。"),
    Rule("rank", "排名与前几", "考核成绩位列全省前3名。"),
    Rule("hotline", "热线号码", "拨打12348咨询。"),
    Rule("glued_name", "与字母、加号、乘号连在一起的名称", "健全1+6机制。"),
    Rule("vague", "数十、几百：没有说出数值", "走访群众数百人。"),
    Rule("article", "“一”作冠词用：一支队伍、同一事项", "建成一支执法队伍。"),
    Rule("once_for_all", "1次性、跑1次：服务口号", "实行1次性告知。"),
    Rule("doctrine", "四个意识、三项制度：固定名称", "落实行政执法三项制度。"),
    Rule("great", "几大什么是名称；确实推出的几大才是数", "围绕五大规范开展评比。"),
    Rule("count_of_slogan", "几个“一”是一个口号", "做到三个“不”。"),
    Rule("per", "每多少：比率的底数", "每10万人拥有律师。"),
    Rule("not_happened", "没有发生多少以上的：数只说是哪一类", "全年未发生死亡3人以上事故。"),
    Rule("bare_hundred", "单独的百、千、万是习语", "开展百场宣讲。"),
    Rule("words_without_measure", "没有量词的汉字数词", "群众十分满意，关心三农。"),
    Rule("idle_duration", "不是说办事用了多久的时间；应当在几日内办，是要求",
         "打造10分钟服务圈，申请须在5个工作日内转送。"),
    Rule("plan", "来年的打算和目标，不是做成的事", "下一步，我们将新建站点20个。"),
    Rule("without_unit", "没有单位，又不在名词与标点之间的数字", "形成4张清单外的 7 号方案以及88模式。"),
    Rule("long_code", "十五位以上的长串是编码", "统一编码12345678901234567890份。"),
)

SUBJECTS = (
    Rule("noun_before", "数前面的名词，去掉“开展”“共计”等字", "先后开展执法检查12次。"),
    Rule("noun_after", "紧跟在数后面的名词", "组织40家单位自查。"),
    Rule("predicate_after", "数后面只有做什么，就以它为准", "印发手册，300余人次参训。"),
    Rule("times_then_doing", "数前面只有谁，数后面才说做了什么", "局党组先后3次开展廉政教育。"),
    Rule("verb_alone", "前面只有动词，动词就是所计之事", "发现隐患30处，整改28处。"),
    Rule("respective", "分别之后的每个数，都计前面整串", "甲镇、乙镇受理数分别为12件、15件。"),
    Rule("shared_subject", "共用单位的数，也共用所计之事", "配备调解员3、4、5名。"),
    Rule("risen", "增减的比例，所计的是增减了的那件事；几个增减依次对应前面几个数",
         "火灾8起、伤亡5人，同比下降20%、37.5%。"),
    Rule("borrowed", "后面还有数：名词在最后一个数之后", "制发12种、8万本电子证照。"),
    Rule("clause_before", "本句只有数，看前一句", "发放宣传手册，共计3000份。"),
    Rule("none", "没有说计的是什么", "3000份。"),
)

TOPICS = (
    Rule("topic_words", "附近的词决定主题：先看所计之事，再看本句、上文、标题", "受理行政复议申请20件。"),
    Rule("taught", "培训归到所教的内容", "举办政务公开培训班2期。"),
    Rule("village_adviser", "村（社区）法律顾问是公共法律服务", "为村（社区）聘请法律顾问30名。"),
    Rule("topic_of_whole", "某某类、占比：跟着它所属的总数", "受理热线工单100件，其中求决类60件、投诉类40件。"),
    Rule("praised", "单位或者个人后面说获得表扬、称号的", "5个单位获“全省先进集体”称号。"),
    Rule("made_public", "公开的文件、信息是政务公开，不论文件说什么", "全年公开环评文件42件。"),
    Rule("no_topic", "附近没有认得的词", "共有苹果30个。"),
)

RELATIONS = (
    Rule("sum_after", "总数在前，后面几个数合起来正好", "收到建议158件，其中代表建议55件、委员提案103件。"),
    Rule("sum_in_step", "分项与另一种单位的数交替写，各自合计",
         "完成项目95个，金额260.5万元，其中工程75个，金额200万元，采购20个，金额60.5万元。"),
    Rule("sum_of_complete_list", "写明几类并逐类列出，或者各项占比合起来是百分之百：应当凑成总数",
         "查处三类案件90件，其中甲类30件、乙类40件、丙类15件。"),
    Rule("sum_of_kinds", "人次分成几类件数，逐类相加正好", "热线服务群众170人次，咨询类90件，投诉类50件，其他类30件。"),
    Rule("sum_in_next_sentence", "下一句里的数合起来正好是前面的总数",
         "受理来件506件。交办各单位495件，中心直办11件。"),
    Rule("sum_of_shares", "同一总数的几个占比，分项合起来正好",
         "抽查案卷100卷。优秀14卷，占14%；良好20卷，占20%；合格66卷，占66%。"),
    Rule("sum_in_bracket", "括号里的分项应当等于括号前的总数", "收到申请100件（网上80件、信函15件、当面10件）。"),
    Rule("sum_before", "分项在前，共计在后", "办理建议56件、提案78件，共计134件。"),
    Rule("sum_of_outcomes", "同一类结果列出三项以上，应当凑成总数", "审结480件，其中维持300件、驳回80件、撤销120件。"),
    Rule("share_of_neighbours", "百分比等于前面两数之比", "应到案件50件，出庭45件，出庭率90%。"),
    Rule("share_of_the_whole", "占某总数的百分之几：总数可以在前几句甚至前几段",
         "收到申请6200件。情况如下。受理4955件，占申请总数的79.9%。"),
    Rule("share_of_summands", "百分比等于前面几个分项之和与总数之比",
         "窗口63个。其中甲区综合窗口4个、乙区综合窗口7个、丙区综合窗口8个，占窗口总数比例30.16%。"),
    Rule("share_of_breakdown", "百分比以某个合计的全部分项为分子",
         "应进驻事项200项，实际进驻190项，未完全进驻10项，进驻率100%。"),
    Rule("sum_of_same_share", "同一事物的两种占比：分项之和应等于另一处的数",
         "窗口60个，其中综窗36个，综窗比例60%。窗口中，甲厅综合窗口4个、乙厅综合窗口6个、丙厅综合窗口8个，占窗口总数比例30.0%。"),
    Rule("same_share", "同一事物的占比说了两次",
         "窗口60个，其中综窗36个，综窗比例60%。窗口中，甲厅综合窗口4个、乙厅综合窗口6个、丙厅综合窗口8个，占窗口总数比例30.0%。"),
    Rule("same_name", "同一名称说了两次", "负责人出庭应诉率为95%。全年负责人出庭应诉率为96%。"),
    Rule("same_shortened", "紧接着省去一两个字再说一次", "梳理基层高频事项65项。65项基层事项，全部下沉。"),
    Rule("same_count", "两处都说同一个总数", "对外窗口总数为63个，其中综窗36个。大厅办事窗口数63个。"),
    Rule("bound_among", "其中的部分不能多于全体", "审查文件90件，其中规范性文件12件。"),
    Rule("bound_of_steps", "办结不能多于受理，整改不能多于发现", "发现问题35个，整改完成36个。"),
)

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("找到数 Finding", FINDING), ("不是数 Passing over", PASSING), ("计的是什么 Subjects", SUBJECTS),
    ("主题 Topics", TOPICS), ("关系 Relations", RELATIONS),
)
"""The rules in the order in which they are asked, under the headings of the reference page."""

RULES: dict[str, Rule] = {rule.id: rule for _, rules in GROUPS for rule in rules}
"""Every rule by its id."""
